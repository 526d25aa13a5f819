//! Paths of documents as text, without looking at the file system.

/// The path of the file that `file` includes as `include`.
pub(crate) fn include_path(file: &str, include: &str) -> String {
    let folder = file.rfind('/').map_or("", |at| &file[..=at]);
    normalized(&format!("{folder}{include}"))
}

/// A path without `.`, and without `..` after the name of a folder.
pub(crate) fn normalized(path: &str) -> String {
    let root = if path.starts_with('/') { "/" } else { "" };
    root.to_owned() + &components(path, &['/']).join("/")
}

/// The name of a file relative to the folder of the entry point, so that it does not
/// depend on the machine.
pub(crate) fn relative(entry: &str, name: &str) -> String {
    let separators = ['/', '\\'];
    let (mut folder, name) = (
        components(entry, &separators),
        components(name, &separators),
    );
    folder.pop();
    let same = folder.iter().zip(&name).take_while(|(a, b)| a == b).count();
    let same = same.min(name.len().saturating_sub(1));
    let up = std::iter::repeat_n("..", folder.len() - same);
    up.chain(name[same..].iter().copied())
        .collect::<Vec<_>>()
        .join("/")
}

/// The parts of a path; `..` cancels the folder before it.
fn components<'p>(path: &'p str, separators: &[char]) -> Vec<&'p str> {
    let mut components: Vec<&str> = Vec::new();
    for component in path.split(separators) {
        match component {
            "" | "." => {}
            ".." if components.last().is_some_and(|last| *last != "..") => {
                components.pop();
            }
            component => components.push(component),
        }
    }
    components
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_normalized() {
        for (path, expected) in [
            ("schema.json", "schema.json"),
            ("./qapi/../schema.json", "schema.json"),
            ("../qapi/./block.json", "../qapi/block.json"),
            ("/q/qapi/../block.json", "/q/block.json"),
            ("q//qapi/block.json", "q/qapi/block.json"),
            ("", ""),
        ] {
            assert_eq!(normalized(path), expected, "{path}");
        }
        assert_eq!(include_path("q/a/b.json", "../c.json"), "q/c.json");
        assert_eq!(include_path("b.json", "c.json"), "c.json");
    }

    #[test]
    fn names_are_relative_to_the_entry_point() {
        for (entry, name, expected) in [
            (
                "/q/qapi/qapi-schema.json",
                "/q/qapi/qapi-schema.json",
                "qapi-schema.json",
            ),
            (
                "/q/qapi/qapi-schema.json",
                "/q/qapi/block.json",
                "block.json",
            ),
            (
                "q/sd/qapi/schema.json",
                "q/qapi/block.json",
                "../../qapi/block.json",
            ),
            ("./schema.json", "qapi/a/b.json", "qapi/a/b.json"),
            ("../a/../q/schema.json", "../q/qapi/b.json", "qapi/b.json"),
            ("schema.json", "schema.json", "schema.json"),
            ("", "", ""),
        ] {
            assert_eq!(relative(entry, name), expected, "{entry} {name}");
        }
    }
}
