//! Finding, as after each typed letter.

use divan::Bencher;
use runde::screens::find::HITS;

use crate::{SIZES, made};

fn find(bencher: Bencher<'_, '_>, size: u64, words: &str) {
    let store = made::store(size);
    bencher.bench_local(|| store.find(words, None, HITS).expect("hits"));
}

/// One letter, with which most words of the file begin.
#[divan::bench(args = SIZES)]
fn one_letter(bencher: Bencher<'_, '_>, size: u64) {
    find(bencher, size, "s");
}

/// The beginning of a word that stands in many questions.
#[divan::bench(args = SIZES)]
fn frequent_beginning(bencher: Bencher<'_, '_>, size: u64) {
    find(bencher, size, "schul");
}

/// A word that stands in few records.
#[divan::bench(args = SIZES)]
fn rare_word(bencher: Bencher<'_, '_>, size: u64) {
    find(bencher, size, "wasserstoff");
}

/// The end of compounds.
#[divan::bench(args = SIZES)]
fn part_of_compounds(bencher: Bencher<'_, '_>, size: u64) {
    find(bencher, size, "planung");
}

/// The beginning of a name.
#[divan::bench(args = SIZES)]
fn name(bencher: Bencher<'_, '_>, size: u64) {
    find(bencher, size, "esser");
}

/// What a topic is called besides, and who can speak on it.
#[divan::bench(args = SIZES)]
fn topic(bencher: Bencher<'_, '_>, size: u64) {
    find(bencher, size, "kwp");
}

/// A topic and a body.
#[divan::bench(args = SIZES)]
fn topic_and_body(bencher: Bencher<'_, '_>, size: u64) {
    find(bencher, size, "hitze lanuk");
}

/// A word with a wrong letter in it.
#[divan::bench(args = SIZES)]
fn misspelt(bencher: Bencher<'_, '_>, size: u64) {
    find(bencher, size, "wermeplanung");
}

/// Two words that both have to stand in a record.
#[divan::bench(args = SIZES)]
fn two_words(bencher: Bencher<'_, '_>, size: u64) {
    find(bencher, size, "schule solar");
}
