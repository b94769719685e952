//! The question hour: one question at a time, large, and below it the answer as it is typed while people talk.

mod view;

use std::cell::Cell;

use crate::dialogs_draft::Draft;
