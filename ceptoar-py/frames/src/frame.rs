//! Frames as they come in: batches of one schema.

use arrow_array::RecordBatch;
use arrow_schema::{Schema, SchemaRef};

use super::fault::Fault;
use super::found::Found;

/// The rows that are decided at a time: enough to be fast, few enough to stay in the
/// processor's cache and to let no offset overflow.
pub const CHUNK: usize = 16_384;

/// The same where an answer is lists of some tens of cells: a column of them fills large pages.
pub(super) const LISTED_CHUNK: usize = 1 << 16;

/// The same where an answer is no more than a number or bits.
pub(super) const WIDE_CHUNK: usize = 1 << 18;

/// Batches of one schema.
pub struct Frame {
    /// The columns.
    pub schema: SchemaRef,
    /// The rows, as they come.
    pub batches: Box<dyn Iterator<Item = Result<Chunk, Fault>> + Send>,
}

impl Frame {
    /// A frame of these columns.
    ///
    /// # Errors
    /// [`Fault::Frame`] if two columns have one name.
    pub fn new(
        schema: SchemaRef,
        batches: impl Iterator<Item = Result<Chunk, Fault>> + Send + 'static,
    ) -> Result<Self, Fault> {
        distinct(&schema)?;
        Ok(Self { schema, batches: Box::new(batches) })
    }
}

/// Some rows of a frame, one after the other.
pub struct Chunk {
    /// The rows.
    pub batch: RecordBatch,
    /// By row, sorted: what its reader refuses, whatever the columns hold.
    pub refused: Vec<(usize, Vec<Found>)>,
    /// By row: the line of the file at which it begins, from 1.
    pub lines: Option<Vec<u64>>,
}

impl Chunk {
    /// The rows in pieces of at most so many.
    pub fn pieces(&self, most: usize) -> impl Iterator<Item = Self> {
        let (count, most) = (self.batch.num_rows(), most.max(1));
        (0..count).step_by(most).map(move |start| {
            let length = most.min(count - start);
            let inside = self.refused.iter().filter(|(row, _)| (start..start + length).contains(row));
            let refused = inside.map(|(row, found)| (row - start, found.clone())).collect();
            let lines = self.lines.as_ref().and_then(|lines| lines.get(start..start + length));
            Self { batch: self.batch.slice(start, length), refused, lines: lines.map(<[u64]>::to_vec) }
        })
    }
}

impl From<RecordBatch> for Chunk {
    fn from(batch: RecordBatch) -> Self {
        Self { batch, refused: Vec::new(), lines: None }
    }
}

/// Two columns of one name: one of them would be passed over.
pub(super) fn distinct(schema: &Schema) -> Result<(), Fault> {
    let mut names: Vec<&str> = schema.fields().iter().map(|field| field.name().as_str()).collect();
    names.sort_unstable();
    match names.windows(2).find(|pair| matches!(pair, [a, b] if a == b)) {
        Some([name, _]) => Err(Fault::frame(
            format!("two columns are called `{name}`: which one is meant cannot be known; rename one"),
            format!("`{name}` という列が二つあり、どちらのことか分からない。片方の名前を変える"),
        )),
        _ => Ok(()),
    }
}
