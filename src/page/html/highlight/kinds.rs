//! What a scheme colours: the kind of a scope.

use std::sync::LazyLock;
use syntect::parsing::Scope;

/// Scopes by the longest prefix; `-` ends the search without a kind (text within a string's interpolation is code again).
const KINDS: &[(&str, char)] = &[
    ("comment", 'c'),
    ("punctuation.definition.comment", 'c'),
    ("string", 's'),
    ("punctuation.definition.string", 's'),
    ("markup.raw", 's'),
    ("meta.interpolation", '-'),
    ("constant", 'n'),
    ("support.constant", 'n'),
    ("keyword", 'k'),
    ("storage", 'k'),
    ("markup.heading", 'k'),
    ("keyword.operator", 'o'),
    ("keyword.operator.word", 'k'),
    ("keyword.operator.logical.python", 'k'),
    // SQL writes these as words, and `table.column` is no constant.
    ("keyword.operator.logical.sql", 'k'),
    ("keyword.operator.assignment.alias.sql", 'k'),
    ("constant.other.database-name", '-'),
    ("constant.other.table-name", '-'),
    ("punctuation", 'o'),
    ("entity.name", 't'),
    ("entity.other.inherited-class", 't'),
    ("support.type", 't'),
    ("support.class", 't'),
    ("storage.type.primitive", 't'),
    ("storage.type.numeric", 't'),
    ("storage.type.sql", 't'),
    ("entity.name.function", 'f'),
    ("support.function", 'f'),
    ("variable.function", 'f'),
    ("entity.name.tag", 'g'),
    ("entity.name.function.decorator", 'g'),
    ("meta.annotation", 'g'),
    ("variable.annotation", 'g'),
    ("punctuation.definition.annotation", 'g'),
    ("punctuation.definition.tag", 'g'),
    ("entity.other.attribute-name", 'p'),
    ("support.type.property-name", 'p'),
    ("variable.other.member", 'p'),
    ("variable.parameter", '-'),
    ("meta.mapping.key string", 'p'),
    ("markup.inserted", 'i'),
    ("markup.deleted", 'd'),
];

/// The kind of a scope, 0 for none.
pub fn kind(scope: Scope) -> u8 {
    /// The longest first.
    static BY_SCOPE: LazyLock<Vec<(Scope, u8)>> = LazyLock::new(|| {
        let single = KINDS.iter().filter(|(scope, _)| !scope.contains(' '));
        let mut kinds: Vec<(Scope, u8)> = single
            .map(|(scope, kind)| (Scope::new(scope).expect("invariant: every listed scope is a scope"), *kind as u8))
            .collect();
        kinds.sort_by_key(|(scope, _)| std::cmp::Reverse(scope.len()));
        kinds
    });
    BY_SCOPE.iter().find(|(prefix, _)| prefix.is_prefix_of(scope)).map_or(0, |(_, kind)| *kind)
}
