//! The outline: tables that an edition is derived from, as JSON writes them.

use crate::document::cell::Cell;
use crate::document::macros::objects;

/// A row as its cells: what reads them is compiled once for all tables.
pub(crate) trait Celled {
    fn cell(&self, column: &str) -> Option<&Cell>;
    fn set(&mut self, column: &str, cell: Option<Cell>);
}

/// What every row of a table has.
pub(crate) trait Cells: Celled + Clone + Default + PartialEq {
    /// The table.
    const TABLE: &'static str;
    /// Its columns, in the order in which they are written: the name, and what a Japanese spreadsheet calls it.
    const COLUMNS: &'static [(&'static str, &'static str)];
}

macro_rules! tables {
    ($($(#[$meta:meta])* $name:ident $table:literal { $($(#[$doc:meta])* $column:ident $ja:literal,)* })*) => {$(
        objects! {
            $(#[$meta])*
            $name { ; $($(#[$doc])* $column: Option<Cell>,)* }
        }

        impl Cells for $name {
            const TABLE: &'static str = $table;
            const COLUMNS: &'static [(&'static str, &'static str)] = &[$((stringify!($column), $ja)),*];
        }

        impl Celled for $name {
            fn cell(&self, column: &str) -> Option<&Cell> {
                $(if column == stringify!($column) {
                    return self.$column.as_ref();
                })*
                None
            }

            fn set(&mut self, column: &str, cell: Option<Cell>) {
                $(if column == stringify!($column) {
                    self.$column = cell;
                    return;
                })*
            }
        }
    )*};
}

objects! {
    /// An outline: the least that a person knows of a scheme, in tables. An edition is derived from it.
    ///
    /// ```
    /// use ceptoar_core::document::{Outline, OutlineCeptoar, OutlineMinistry, OutlineScheme};
    ///
    /// let outline = Outline {
    ///     ministries: vec![OutlineMinistry { ministry: Some("mlit".into()), ..Default::default() }],
    ///     ceptoars: vec![OutlineCeptoar { ceptoar: Some("port".into()), ..Default::default() }],
    ///     ..Outline::new(OutlineScheme { id: Some("mine".into()), ..Default::default() })
    /// };
    /// assert_eq!(Outline::read(outline.write().as_bytes())?, outline); // nothing is lost; what it means is another question
    /// # Ok::<(), ceptoar_core::Refusal>(())
    /// ```
    Outline {
        /// Where the schema of this document is.
        #[serde(rename = "$schema", default, skip_serializing_if = "Option::is_none")]
        schema: Option<String>,
        /// `ceptoar/outline/1`.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        format: Option<String>,
        /// The scheme as a whole.
        scheme: OutlineScheme,
        /// The responsible ministries.
        ministries: Vec<OutlineMinistry>,
        /// The CEPTOARs.
        ceptoars: Vec<OutlineCeptoar>,
        /// The councils.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        groups: Vec<OutlineGroup>,
        /// Members, analysts, observers and other bodies.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        members: Vec<OutlineMember>,
        /// Links beside, or instead of, those that are derived.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        links: Vec<OutlineLink>,
        /// What single cells rest on.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        cells: Vec<OutlineCell>,
        /// The documents that are cited.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        documents: Vec<OutlineDocument>,
        /// Words beside those of the built-in vocabularies.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        vocabulary: Vec<OutlineTerm>,
    }
}

objects! {
    /// Rows that are derived against an edition that stands, as an overlay adds them.
    ///
    /// ```
    /// use ceptoar_core::document::{OutlineCeptoar, OutlineRows};
    ///
    /// let port = OutlineCeptoar { ceptoar: Some("port".into()), ministry: Some("mlit".into()), ..Default::default() };
    /// assert_eq!(OutlineRows { ceptoars: vec![port], ..Default::default() }.members, []);
    /// ```
    OutlineRows {
        ;
        /// Ministries that the edition does not have.
        ministries: Vec<OutlineMinistry>,
        /// CEPTOARs.
        ceptoars: Vec<OutlineCeptoar>,
        /// Councils.
        groups: Vec<OutlineGroup>,
        /// Members, analysts, observers and other bodies.
        members: Vec<OutlineMember>,
        /// Links beside those that are derived.
        links: Vec<OutlineLink>,
        /// What single cells rest on.
        cells: Vec<OutlineCell>,
    }
}

tables! {
    /// The scheme as a whole: one row.
    OutlineScheme "scheme" {
        /// The id of the edition.
        id "識別子",
        /// What it is called.
        title_ja "名称",
        /// The same in English.
        title_en "名称(英)",
        /// The id of the Cabinet Secretariat's centre.
        cabinet "内閣官房",
        /// Its name.
        cabinet_ja "内閣官房名",
        /// The same in English.
        cabinet_en "内閣官房名(英)",
        /// The first day of which the edition speaks.
        #[serde(alias = "from_day")]
        from "開始日",
        /// The first day after.
        #[serde(alias = "until_day")]
        until "終了翌日",
        /// The last day, instead of `until`.
        last_day "最終日",
        /// Raised by each correction; empty: 1.
        revision "改訂",
        /// How many sectors a source states.
        sectors_stated "分野数",
        /// How many CEPTOARs a source states.
        ceptoars_stated "セプター数",
        /// The id of the council of all CEPTOARs, instead of a row of `groups`.
        council "協議会",
        /// Its name.
        council_ja "協議会名",
        /// The same in English.
        council_en "協議会名(英)",
        /// Whether the words of the table `vocabulary` join the built-in ones (`yes`, as when empty) or stand instead of them.
        base_vocabularies "基本語彙",
    }

    /// A responsible ministry, or a state of one.
    OutlineMinistry "ministries" {
        /// Its id.
        ministry "省庁",
        /// Its name.
        name_ja "名称",
        /// The same in English.
        name_en "名称(英)",
        /// The first day.
        #[serde(alias = "from_day")]
        from "開始日",
        /// The first day after.
        #[serde(alias = "until_day")]
        until "終了翌日",
        /// The last day, instead of `until`.
        last_day "最終日",
        /// The documents that say so.
        source "出典",
        /// How it is known.
        grade "確度",
        /// What the reader should know.
        note "備考",
    }

    /// A CEPTOAR, or a state of one.
    OutlineCeptoar "ceptoars" {
        /// Its id.
        ceptoar "セプター",
        /// Its name.
        name_ja "名称",
        /// The same in English.
        name_en "名称(英)",
        /// The id of its sector.
        sector "分野",
        /// The name of the sector.
        sector_ja "分野名",
        /// The same in English.
        sector_en "分野名(英)",
        /// Its business scope.
        scope_ja "事業の範囲",
        /// The same in English.
        scope_en "事業の範囲(英)",
        /// Its responsible ministries.
        ministry "所管省庁",
        /// Who runs its secretariat.
        secretariat_ja "事務局",
        /// The party that this is.
        secretariat_is "事務局を務める者",
        /// How many members it has.
        members "構成員数",
        /// The unit of a number without one.
        members_unit_ja "構成員の単位",
        /// The day since which its point of contact works.
        poc_from "POC運用開始日",
        /// The month in which its handling rules were made.
        rules_month "取扱いルール策定月",
        /// Its means of contact, in order.
        means "連絡手段",
        /// Its role in the council: `member` or `observer`.
        council "カウンシル",
        /// The liaison councils in which it is a member.
        group "連絡協議会",
        /// The CEPTOARs with which it exchanges; empty: all.
        exchange "共有の相手",
        /// The first day.
        #[serde(alias = "from_day")]
        from "開始日",
        /// The first day after.
        #[serde(alias = "until_day")]
        until "終了翌日",
        /// The last day, instead of `until`.
        last_day "最終日",
        /// The documents that say so.
        source "出典",
        /// How it is known.
        grade "確度",
        /// What the reader should know.
        note "備考",
    }

    /// A council, or a state of one.
    OutlineGroup "groups" {
        /// Its id.
        group "組織",
        /// `council` or `liaison-council`.
        kind "種別",
        /// Its name.
        name_ja "名称",
        /// The same in English.
        name_en "名称(英)",
        /// The first day.
        #[serde(alias = "from_day")]
        from "開始日",
        /// The first day after.
        #[serde(alias = "until_day")]
        until "終了翌日",
        /// The last day, instead of `until`.
        last_day "最終日",
        /// The documents that say so.
        source "出典",
        /// How it is known.
        grade "確度",
        /// What the reader should know.
        note "備考",
    }

    /// A party that is a member of a CEPTOAR or works with one, or a state of it.
    OutlineMember "members" {
        /// Its id.
        party "組織",
        /// `members`, `subgroup`, `partner` or `organization`.
        kind "種別",
        /// Its name.
        name_ja "名称",
        /// The same in English.
        name_en "名称(英)",
        /// The CEPTOARs in which it has the role; a council too.
        ceptoar "セプター",
        /// `member`, `observer`, `secretariat`, `analyst` or `relay`.
        role "役割",
        /// How many organisations it stands for.
        count "数",
        /// The unit of a number without one.
        unit_ja "単位",
        /// The channels by which the CEPTOAR tells it; empty: the CEPTOAR's.
        means "連絡手段",
        /// The Members to whom it hands on.
        relay_for "中継先",
        /// The first day.
        #[serde(alias = "from_day")]
        from "開始日",
        /// The first day after.
        #[serde(alias = "until_day")]
        until "終了翌日",
        /// The last day, instead of `until`.
        last_day "最終日",
        /// The documents that say so.
        source "出典",
        /// How it is known.
        grade "確度",
        /// What the reader should know.
        note "備考",
    }

    /// A link that is added to those derived; on its days it stands instead of one with the same ends and direction.
    OutlineLink "links" {
        /// Who can hand on.
        from "起点",
        /// To whom.
        to "終点",
        /// `provision`, `liaison` or `exchange`.
        direction "方向",
        /// The channels in order; empty: unknown; `-`: there is no such link.
        means "連絡手段",
        /// Whether one office acts in both roles.
        internal "同一部署",
        /// The first day.
        from_day "開始日",
        /// The first day after.
        until_day "終了翌日",
        /// The last day, instead of `until_day`.
        last_day "最終日",
        /// The documents that say so.
        source "出典",
        /// How it is known.
        grade "確度",
        /// What the reader should know.
        note "備考",
    }

    /// What one cell of another table rests on, where that differs from its row.
    OutlineCell "cells" {
        /// The table.
        table "表",
        /// The id of the row.
        key "行",
        /// The first day of the state that is meant; empty: every state of the row.
        #[serde(alias = "from_day")]
        from "開始日",
        /// The column.
        column "列",
        /// The documents that say so.
        source "出典",
        /// How it is known.
        grade "確度",
        /// Why, where it is deduced or a reading.
        reason_ja "理由",
        /// The same in English.
        reason_en "理由(英)",
        /// What the reader should know.
        note "備考",
    }

    /// A document that is cited.
    OutlineDocument "documents" {
        /// The id that sources use.
        document "文書",
        /// Its title.
        title_ja "題名",
        /// The same in English.
        title_en "題名(英)",
        /// Who published it.
        publisher_ja "発行者",
        /// The same in English.
        publisher_en "発行者(英)",
        /// The day of its publication.
        published "発行日",
        /// The day whose state it describes.
        as_of "時点",
        /// Where it is or was.
        address "所在",
    }

    /// A word of one's own.
    OutlineTerm "vocabulary" {
        /// `kinds`, `causes`, `purposes`, `channels` or `obligations`.
        list "語彙",
        /// Its id.
        term "用語",
        /// Its name.
        name_ja "名称",
        /// The same in English.
        name_en "名称(英)",
        /// Of a channel: whether anyone can read it.
        public "公開",
        /// Of a channel: the sectors whose failure closes it.
        carried_by "依存する分野",
        /// The documents that say so.
        source "出典",
        /// How it is known.
        grade "確度",
        /// What the reader should know.
        note "備考",
    }
}
