//! Names of Recto's own files on the disk.

/// The list of written files, in the output folder; a folder that holds one is an output and never notes.
pub const MANIFEST: &str = ".recto-manifest";
