//! Tables, each in a box that scrolls by itself; alignment is a class, because no page has a `style` attribute.

use super::fragment::{Fragment, Table};
use pulldown_cmark::Alignment;

impl Fragment<'_, '_> {
    pub(super) fn table(&mut self, alignments: &[Alignment], id: &str) {
        self.tables.push(Table { alignments: alignments.to_vec(), column: 0, head: false, body: false });
        let attributes = format!("{id} class=\"table\" tabindex=\"0\" role=\"group\" aria-label=\"Table\"");
        self.sink.open("div", &attributes);
        self.sink.open("table", "");
    }

    pub(super) fn table_end(&mut self) {
        if self.tables.pop().is_some_and(|table| table.body) {
            self.sink.close("tbody");
        }
        self.sink.close("table");
        self.sink.close("div");
    }

    pub(super) fn table_row(&mut self, head: bool) {
        let Some(table) = self.tables.last_mut() else { return };
        table.column = 0;
        table.head = head;
        if head {
            self.sink.open("thead", "");
        } else if !table.body {
            table.body = true;
            self.sink.open("tbody", "");
        }
        self.sink.open("tr", "");
    }

    pub(super) fn table_row_end(&mut self, head: bool) {
        self.sink.close("tr");
        if head {
            self.sink.close("thead");
        }
    }

    pub(super) fn table_cell(&mut self) {
        let Some(table) = self.tables.last_mut() else { return };
        let class = match table.alignments.get(table.column) {
            Some(Alignment::Left) => " class=\"ta-left\"",
            Some(Alignment::Center) => " class=\"ta-center\"",
            Some(Alignment::Right) => " class=\"ta-right\"",
            _ => "",
        };
        table.column += 1;
        let tag = if table.head { "th" } else { "td" };
        self.sink.open(tag, class);
    }

    pub(super) fn table_cell_end(&mut self) {
        let tag = if self.tables.last().is_some_and(|table| table.head) { "th" } else { "td" };
        self.sink.close(tag);
    }
}
