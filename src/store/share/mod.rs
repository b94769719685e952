//! What makes one file on a shared drive safe: locks that every host sees. The only place with `unsafe`.

pub mod bytes;
