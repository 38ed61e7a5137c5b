//! What is unknown in an edition or an outline, as far as neither rules nor a day of today are needed to see it.
//!
//! `found` is one gap · `places` says where each datum stands in the tables of an outline or in an edition · `facts` looks at
//! what an edition says · `cells` at what the cells of an outline leave empty · `readings` at how data are known · `whole` is all of it.

pub(in crate::author) mod cells;
pub(in crate::author) mod facts;
pub(in crate::author) mod found;
pub(in crate::author) mod places;
pub(in crate::author) mod readings;
pub(in crate::author) mod whole;
