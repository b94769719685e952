//! The page of all keys, docs/keys.md, made from the table of actions.

use super::{ACTIONS, Action, Keymap, Scope};
use crate::domain::Language;

/// The page as Markdown: for every place its actions with their default keys, in German and English, and their
/// names for the user's own keymap.
pub fn keys_page() -> String {
    let keymap = Keymap::default();
    let mut page = String::from(HEAD);
    for &scope in Scope::ALL {
        let (german, english) = (scope.label(Language::German), scope.label(Language::English));
        page.push_str(&format!("\n## {german} / {english}\n\n"));
        page.push_str("| Taste / key | Deutsch | English | name | |\n| --- | --- | --- | --- | --- |\n");
        for spec in ACTIONS.iter().filter(|spec| spec.scopes.contains(&scope)) {
            let keys = keys(&keymap, spec.action, scope);
            // An action whose keys are all letters cannot be reached where letters are text.
            if keys.is_empty() && !spec.keys.is_empty() {
                continue;
            }
            let (german, english) = (spec.action.label(Language::German), spec.action.label(Language::English));
            let undo = if spec.undoable { "↶" } else { "" };
            page.push_str(&format!("| {keys} | {german} | {english} | `{}` | {undo} |\n", spec.code));
        }
    }
    page
}

fn keys(keymap: &Keymap, action: Action, scope: Scope) -> String {
    let reach = keymap.keys(action).iter().filter(|key| keymap.action(**key, &[scope]) == Some(action));
    reach.map(|key| format!("`{key}`")).collect::<Vec<_>>().join(" ")
}

const HEAD: &str = "\
# Tasten / keys

<!-- Made from the table of actions in src/app/action.rs; tests/tidy.rs compares it and says how to write it anew. -->

Diese Seite nennt die voreingestellten Tasten. Die unterste Zeile des Bildschirms zeigt stets die, die gerade
wirken. Was mit ↶ bezeichnet ist, lässt sich zurücknehmen. Eigene Tasten stehen in `settings.toml` im
Einstellungsordner (`~/.config/runde`), unter `[keys]` mit dem Namen aus der vierten Spalte.

This page lists the default keys. The last line of the screen always shows those that work at the moment. What is
marked ↶ can be undone. Keys of your own stand in `settings.toml` in the configuration folder (`~/.config/runde`),
under `[keys]` with the name in the fourth column:

```toml
[keys]
assign_group = \"A\"
quit = [\"Ctrl-Q\"]
```
";
