//! A project that follows the disk: wait, look again, hand over what has changed.

use super::open::{Project, Touched};
use crate::world::WorldError;
use crate::world::changes::Changes;
use crate::world::terminal::Terminal;
use crate::world::watch::Watch;

/// Calls `ready` when nothing can escape any more, and `changed` after every change, for ever. A change that cannot be read is told, and the last good state stays.
///
/// # Errors
/// When the disk cannot be watched.
pub fn follow(
    project: &mut Project,
    terminal: &Terminal,
    ready: impl FnOnce(&mut Project),
    mut changed: impl FnMut(&mut Project, Touched, &Changes),
) -> Result<(), WorldError> {
    let mut watch = Watch::new(project.excluded())?;
    // What happened between the first reading and the watch.
    let mut changes = Changes::everything();
    let mut ready = Some(ready);
    loop {
        watch.follow(&project.watched())?;
        let folders = project.folders().clone();
        let applied = apply(project, &mut watch, &changes);
        match applied {
            Ok(touched) if touched == Touched::default() => {}
            Ok(touched) => changed(project, touched, &changes),
            Err(error) => terminal.event(format_args!("{error}; the last good site stays")),
        }
        if *project.folders() == folders {
            if let Some(ready) = ready.take() {
                ready(project);
            }
            changes = watch.wait()?;
        } else {
            // Another set of folders, and so another notion of what is worth telling.
            watch = Watch::new(project.excluded())?;
            changes = Changes::everything();
        }
    }
}

/// Applies changes until no folder is new: one that was not watched before may have been written to meanwhile.
fn apply(project: &mut Project, watch: &mut Watch, changes: &Changes) -> Result<Touched, WorldError> {
    let mut touched = project.apply(changes)?;
    while watch.follow(&project.watched())? {
        touched.notes |= project.apply(&Changes::everything())?.notes;
    }
    Ok(touched)
}
