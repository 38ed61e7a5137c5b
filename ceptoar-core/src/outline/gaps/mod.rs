//! What is unknown in an edition or an outline, as far as neither rules nor a day of today are needed to see it.
//!
//! `found` is one gap · `places` says where each datum stands in the tables of an outline or in an edition · `facts` looks at
//! what an edition says · `cells` at what the cells of an outline leave empty · `readings` at how data are known · `whole` is all of it.
#![cfg_attr(
    not(feature = "authoring"),
    expect(
        dead_code,
        reason = "those of an outline are counted whenever it is built, those of an edition are asked by authors alone"
    )
)]

pub(crate) mod cells;
pub(crate) mod facts;
pub(crate) mod found;
pub(crate) mod places;
pub(crate) mod readings;
pub(crate) mod whole;
