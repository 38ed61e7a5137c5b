//! Columns of one number: where all that was ever said in a column is the same, its numbers are made once, and every answer
//! has a part of them.

use std::sync::{Arc, Mutex, PoisonError};

use arrow_array::types::Int32Type;
use arrow_array::{ArrayRef, DictionaryArray, Int32Array};

use super::arrays::Cell;
use super::fault::Fault;
use super::pages::Pages;

/// The longest column of one number that was asked for, and the number.
#[derive(Default)]
pub(super) struct Constant(Mutex<Option<(Cell, DictionaryArray<Int32Type>)>>);

impl Constant {
    /// So many cells of one number, over the values of the dictionary as it is now.
    pub(super) fn column(&self, cell: Cell, total: usize, values: &ArrayRef) -> Result<ArrayRef, Fault> {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let fits = |(of, column): &&(Cell, DictionaryArray<Int32Type>)| *of == cell && column.len() >= total;
        let column = match kept.as_ref().filter(fits) {
            Some((_, column)) => column.clone(),
            // The next is about as long, and may be a little longer.
            None => made(cell, total + total / 8, values)?,
        };
        *kept = Some((cell, column.clone()));
        Ok(Arc::new(column.with_values(Arc::clone(values)).slice(0, total)))
    }
}

fn made(cell: Cell, total: usize, values: &ArrayRef) -> Result<DictionaryArray<Int32Type>, Fault> {
    let mut pages = Pages::<Cell>::new(total);
    if cell != 0 {
        pages.items().fill(cell);
    }
    let keys = Int32Array::new(pages.into(), None);
    Ok(DictionaryArray::try_new(keys, Arc::clone(values))?)
}
