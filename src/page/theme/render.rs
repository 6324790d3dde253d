//! One page through its template; a template that fails is reported, and Recto's own draws the page.

use super::finding::finding;
use super::load::Theme;
use crate::diagnostic::{Code, Reported};
use crate::page::context::Common;
use serde::Serialize;
use std::collections::BTreeMap;
use tera::Context;

impl Theme {
    /// Renders a template (`note.html`) with what all pages get and its own.
    pub fn render<T: Serialize>(&self, template: &str, common: &Common<'_>, own: &T) -> Reported<String> {
        let serialised = Context::from_serialize(common).and_then(|mut context| {
            context.extend(Context::from_serialize(own)?);
            Ok(context)
        });
        let context = serialised.expect("invariant: contexts are plain structs, which serialise");
        match self.tera.render(template, &context) {
            Ok(html) => Reported::clean(html),
            Err(error) => {
                let theirs = finding(&error, Code::TemplateRender, &self.overridden, template);
                match self.own.render(template, &context) {
                    Ok(html) => Reported::new(html, vec![theirs]),
                    Err(error) => {
                        let message = format!(
                            "<!doctype html><title>{}</title><p>This page could not be drawn.",
                            common.page.title
                        );
                        let ours = finding(&error, Code::TemplateRender, &BTreeMap::new(), template);
                        Reported::new(message, vec![theirs, ours])
                    }
                }
            }
        }
    }
}
