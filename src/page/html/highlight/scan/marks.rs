//! The scopes that a match begins and ends for the contexts that it leaves and enters.

use super::find::Best;
use crate::page::html::highlight::rooms::Room;
use crate::page::html::highlight::spans::Op;
use syntect::parsing::syntax_definition::MatchOperation;

/// The scopes of contexts that end or begin before the match itself.
pub fn begin(room: &Room, best: &Best<'_>, entered: &[&Room], ops: &mut Vec<(usize, Op)>) {
    let at = best.start;
    let is_set = match best.rule.pattern.operation {
        MatchOperation::None => return,
        MatchOperation::Pop => {
            ops.extend((!room.content.is_empty()).then_some((at, Op::Pop(room.content.len()))));
            return;
        }
        MatchOperation::Push(_) => false,
        MatchOperation::Set(_) => true,
    };
    ops.extend(room.clear.filter(|_| is_set).map(|_| (at, Op::Restore)));
    for target in entered {
        ops.extend(target.clear.filter(|_| !is_set).map(|amount| (at, Op::Clear(amount))));
        ops.extend(target.meta.iter().map(|kind| (at, Op::Push(*kind))));
    }
}

/// The same after the match.
pub fn end(room: &Room, best: &Best<'_>, entered: &[&Room], ops: &mut Vec<(usize, Op)>) {
    let at = best.end;
    let is_set = match best.rule.pattern.operation {
        MatchOperation::None => return,
        MatchOperation::Pop => {
            ops.extend((!room.meta.is_empty()).then_some((at, Op::Pop(room.meta.len()))));
            ops.extend(room.clear.map(|_| (at, Op::Restore)));
            return;
        }
        MatchOperation::Push(_) => false,
        MatchOperation::Set(_) => true,
    };
    let left = if is_set { room.content.len() + room.meta.len() } else { 0 };
    let again = |target: &&Room| !target.content.is_empty() || (target.clear.is_some() && is_set);
    if left == 0 && !entered.iter().any(again) {
        return;
    }
    let ended = left + entered.iter().map(|target| target.meta.len()).sum::<usize>();
    ops.extend((ended > 0).then_some((at, Op::Pop(ended))));
    for target in entered {
        ops.extend(target.clear.filter(|_| is_set).map(|amount| (at, Op::Clear(amount))));
        ops.extend(target.meta.iter().chain(&target.content).map(|kind| (at, Op::Push(*kind))));
    }
}
