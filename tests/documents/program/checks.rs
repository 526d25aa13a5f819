//! Values of the types generated from `hostile.json`: built, encoded, decoded, and kept if the
//! documents do not list them.

use std::fmt::Debug;

use generated::hostile::{commands, events, types};
use qmp_client::{Command, EventSet};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::value::to_raw_value;
use serde_json::{Value, json};

/// Returns the failures of all checks.
pub fn failures() -> Vec<String> {
    let mut checks = Checks::default();
    checks.enums();
    checks.names();
    checks.open();
    checks.secrets();
    checks.unions();
    checks.alternates();
    checks.recursion();
    checks.numbers();
    checks.events();
    checks.0
}

#[derive(Default)]
struct Checks(Vec<String>);

impl Checks {
    fn same<T: PartialEq + Debug>(&mut self, what: &str, found: T, expected: T) {
        if found != expected {
            self.0
                .push(format!("{what}: {found:?}, and not {expected:?}"));
        }
    }

    /// Checks that a value is decoded, and encoded as it was.
    fn round<T: Serialize + DeserializeOwned>(&mut self, json: Value) -> Option<T> {
        let what = std::any::type_name::<T>();
        match serde_json::from_str::<T>(&json.to_string()) {
            Ok(value) => {
                let written = serde_json::to_value(&value).map_err(|e| e.to_string());
                self.same(what, written, Ok(json));
                Some(value)
            }
            Err(error) => {
                self.0.push(format!("{what}: {json} is not read: {error}"));
                None
            }
        }
    }

    /// Checks that a value is encoded as `json`, and decoded from it.
    fn is<T: Serialize + DeserializeOwned + PartialEq + Debug>(&mut self, value: T, json: Value) {
        if let Some(read) = self.round::<T>(json.clone()) {
            self.same(&json.to_string(), &read, &value);
        }
        let written = serde_json::to_value(&value).map_err(|e| e.to_string());
        self.same("what is written", written, Ok(json));
    }

    /// Checks that a value is not decoded, and that the error contains `names`.
    fn not<T: DeserializeOwned>(&mut self, json: Value, names: &[&str]) {
        match serde_json::from_str::<T>(&json.to_string()) {
            Ok(_) => self
                .0
                .push(format!("{json} is read as {}", std::any::type_name::<T>())),
            Err(error) => {
                for name in names {
                    if !error.to_string().contains(name) {
                        self.0
                            .push(format!("{json}: nothing of `{name}` in: {error}"));
                    }
                }
            }
        }
    }

    fn enums(&mut self) {
        use types::Colour;
        for (value, text) in [
            (Colour::Red, "red"),
            (Colour::Red_, "Red"),
            (Colour::Red__, "RED"),
            (Colour::Other_, "other"),
            (Colour::Other__, "Other"),
            (Colour::Self_, "self"),
            (Colour::Self__, "Self"),
            (Colour::X2, "2"),
            (Colour::X, "-"),
            (Colour::Plus, "+"),
            (Colour::X_, ""),
            (Colour::AB, "a-b"),
            (Colour::AB_, "a_b"),
            (Colour::AB__, "A.B"),
            (Colour::X__, "ü"),
            (Colour::Ticks, "`ticks`"),
            (Colour::TwoLines, "two\nlines"),
        ] {
            self.same("an enum from text", Colour::from(text), value.clone());
            self.same("an enum as text", value.as_str(), text);
            self.is(value, json!(text));
        }
        // Unlisted values are kept.
        for text in ["purple", "rED", " red", "Other_"] {
            let kept = Colour::from(text);
            self.same("an unlisted value", matches!(kept, Colour::Other(_)), true);
            self.same("an unlisted value", kept.to_string(), text.to_owned());
            self.is(kept, json!(text));
        }
        self.is(types::Nothing::from("anything"), json!("anything"));
        self.is(types::ResultType::Ok, json!("ok"));
        self.not::<Colour>(json!(1), &["Colour"]);
        self.not::<Colour>(json!(null), &["Colour"]);
    }

    fn names(&mut self) {
        self.same("a name", <commands::Type as Command>::NAME, "type");
        self.same("a name", <commands::Type_ as Command>::NAME, "Type");
        self.same("a name", <commands::Self_ as Command>::NAME, "self");
        self.same("a name", <commands::X2nd as Command>::NAME, "2nd");
        self.same("a name", <commands::X_ as Command>::NAME, "_");
        self.same(
            "a name",
            <commands::TwoLines as Command>::NAME,
            "two\nlines",
        );
        let names = commands::Names::new("t", "s", 1, true, 2)
            .type__("T")
            .self__("S")
            .new__(false)
            .with(true)
            .x_16(16)
            .x_(17)
            .a_b("-")
            .a_b_("_")
            .a_b__(".")
            .a_b___("B")
            .clone("c")
            .value(["v", "w"])
            .types(types::OptionReply::new(1).none(2));
        self.is(
            names,
            json!({
                "type": "t", "Type": "T", "self": "s", "Self": "S", "super": 1, "new": true,
                "New": false, "with": true, "2": 2, "16": 16, "-": 17, "a-b": "-", "a_b": "_",
                "A.B": ".", "aB": "B", "clone": "c", "value": ["v", "w"],
                "types": { "some": 1, "none": 2 },
            }),
        );
        let without = json!({ "type": "t", "super": 1, "new": true, "2": 2 });
        self.not::<commands::Names>(without, &["`self`"]);
        let wrong = json!({ "type": "t", "self": "s", "super": 1, "new": true, "2": "2" });
        self.not::<commands::Names>(wrong, &["`2`", "string"]);
        self.is(types::Some_::new(), json!({}));
        self.is(
            types::DefaultType::new().default(types::DefaultType::new()),
            json!({ "default": {} }),
        );
        self.is(types::StringType::new("s"), json!({ "string": "s" }));
    }

    fn open(&mut self) {
        let open = commands::NamesAndOthers::new("n", "e")
            .with_("w")
            .with("more", 1);
        self.is(
            open,
            json!({ "new": "n", "extra": "e", "with": "w", "more": 1 }),
        );
        let nested = json!({
            "numbers": [[1, 2], []], "colours": [[["red", "no colour"]], []],
            "one-of": [[null, true, 1.5, "red", [[1.5]], { "kind": "bud" }]],
            "unlisted": { "a": [1] },
        });
        self.round::<types::Nested>(nested);
        self.round::<types::Nested>(json!({ "numbers": [], "nothing": "something" }));
        self.not::<types::Nested>(json!({ "numbers": [[1], ["a"]] }), &["`numbers[1][0]`"]);
        type Replies = (
            <commands::AB as Command>::Reply,
            <commands::AB_ as Command>::Reply,
            <commands::AB__ as Command>::Reply,
        );
        self.round::<Replies>(json!([[[1], []], [[{ "some": 1 }]], [[["a"], []]]]));
    }

    fn secrets(&mut self) {
        let login = commands::LogIn::new("me", "pass").door_secret("sec0");
        let printed = format!("{login:?}");
        let expected = "LogIn { user: \"me\", password: (not shown), door_secret: Some(\"sec0\") }";
        self.same("what is printed", printed.as_str(), expected);
        let json = json!({ "user": "me", "password": "pass", "door-secret": "sec0" });
        self.is(login, json);
    }

    fn unions(&mut self) {
        use types::{ActionBranch__, Fork, Leaf, OneOf, Tree, TreeBranch};
        let leaf = |value| Tree::new(Leaf::new(value));
        let tree = Tree::new(Fork::new(leaf(1), Tree::new(TreeBranch::Bud))).label("top");
        let json = json!({
            "kind": "fork", "label": "top",
            "left": { "kind": "leaf", "value": 1 }, "right": { "kind": "bud" },
        });
        self.is(tree.clone(), json.clone());
        self.is(OneOf::Tree(tree.clone()), json.clone());
        // The discriminator may come last.
        let late = "{\"left\":{\"value\":1,\"kind\":\"leaf\"},\"label\":\"top\",\
                    \"right\":{\"kind\":\"bud\"},\"kind\":\"fork\"}";
        let late = serde_json::from_str::<Tree>(late).map_err(|e| e.to_string());
        self.same("a discriminator that comes last", late, Ok(tree));
        // An unlisted branch is kept.
        let unknown = json!({ "kind": "vine", "label": "x", "length": 3, "of": { "a": [] } });
        let kept = self.round::<Tree>(unknown);
        let other = matches!(kept.map(|tree| tree.branch), Some(TreeBranch::Other(_)));
        self.same("an unlisted branch", other, true);
        self.not::<Tree>(json!({ "label": "x" }), &["kind"]);
        self.not::<Tree>(json!({ "kind": "leaf" }), &["value"]);
        self.not::<Tree>(json!({ "kind": "leaf", "value": "1" }), &["value"]);
        self.not::<Tree>(json!({ "kind": 1 }), &["kind"]);
        self.not::<Tree>(json!([]), &[]);

        let red = ActionBranch__::Red_(types::OptionReply::new(1));
        let action = types::Action::new("n", red).branch_("b").other(2);
        let json = json!({ "type": "Red", "branch": "b", "new": "n", "Other": 2, "some": 1 });
        self.is(action.clone(), json.clone());
        self.is(commands::Act::new(action.clone()), json.clone());
        self.round::<<commands::Act as Command>::Reply>(json!([json]));
        for (value, members) in [
            ("red", json!({ "some": 1 })),
            ("RED", json!({})),
            ("other", json!({})),
            ("Other", json!({ "result": "ok" })),
            ("", json!({ "kind": "leaf", "value": 1 })),
            ("two\nlines", json!({ "value": 1 })),
            ("unlisted", json!({ "value": [1] })),
        ] {
            let mut json = json!({ "type": value, "new": "n" });
            for (name, member) in members.as_object().into_iter().flatten() {
                json[name] = member.clone();
            }
            self.round::<types::Action>(json);
        }
    }

    fn alternates(&mut self) {
        use types::{NodeOrName, OneOf, VecType};
        self.is(OneOf::Null, json!(null));
        self.is(OneOf::Bool(true), json!(true));
        self.is(OneOf::Other_(1.5), json!(1.5));
        self.is(OneOf::Self_("red".into()), json!("red"));
        self.is(OneOf::Self_("unlisted".into()), json!("unlisted"));
        self.is(
            OneOf::List(vec![vec![], vec![OneOf::Null]]),
            json!([[], [null]]),
        );
        self.is(NodeOrName::Name("n".into()), json!("n"));
        self.is(
            NodeOrName::Node(types::Node::new("n")),
            json!({ "name": "n" }),
        );
        // Values of unlisted kinds are kept.
        for json in [
            json!(null),
            json!(false),
            json!(-3),
            json!(2.5),
            json!([1, ["a"]]),
        ] {
            let kept = self.round::<NodeOrName>(json);
            let other = matches!(kept, Some(NodeOrName::Other(_)));
            self.same("an unlisted alternative", other, true);
        }
        // Including numbers that only one type of integers contains.
        for json in [json!(u64::MAX), json!(i64::MIN)] {
            self.round::<NodeOrName>(json);
        }
        self.is(
            VecType::One(Box::new(
                types::BoxType::new().vec(VecType::All(vec![types::BoxType::new()])),
            )),
            json!({ "vec": [{}] }),
        );
        self.is(
            commands::Pick::new([OneOf::Bool(true)]).name(NodeOrName::Name("n".into())),
            json!({ "any-of": [true], "name": "n" }),
        );
        self.not::<NodeOrName>(json!({}), &["name"]);
    }

    fn recursion(&mut self) {
        use types::{Node, Pair};
        let node = Node::new("a")
            .next(Node::new("b").next(Node::new("c")))
            .children([Node::new("d"), Node::new("e")])
            .pair(Pair::new(Node::new("f")).second(Node::new("g")));
        let json = json!({
            "name": "a",
            "next": { "name": "b", "next": { "name": "c" } },
            "children": [{ "name": "d" }, { "name": "e" }],
            "pair": { "first": { "name": "f" }, "second": { "name": "g" } },
        });
        self.is(node.clone(), json.clone());
        self.is(commands::Walk::new(node), json!({ "from": json }));
        self.not::<Node>(
            json!({ "name": "a", "next": { "name": "b", "next": {} } }),
            &["next.next", "`name`"],
        );
        // Almost as deep as serde_json allows.
        let mut deep = json!({ "name": "end" });
        for _ in 0..100 {
            deep = json!({ "name": "n", "next": deep });
        }
        self.round::<Node>(deep);
    }

    fn numbers(&mut self) {
        let numbers = json!({
            "int": i64::MIN, "int8": i8::MIN, "int16": i16::MIN, "int32": i32::MIN,
            "int64": i64::MAX, "uint8": u8::MAX, "uint16": u16::MAX, "uint32": u32::MAX,
            "uint64": u64::MAX, "size": u64::MAX, "number": -1.5, "bool": false,
        });
        self.round::<types::Numbers>(numbers.clone());
        for (name, value) in [
            ("int", json!(u64::MAX)),
            ("int8", json!(128)),
            ("uint8", json!(256)),
            ("uint16", json!(-1)),
            ("size", json!(-1)),
            ("int", json!(1.5)),
            ("number", json!("1")),
        ] {
            let mut json = numbers.clone();
            json[name] = value;
            self.not::<types::Numbers>(json, &[&format!("`{name}`")]);
        }
        self.round::<<commands::QueryNull as Command>::Reply>(json!(null));
        self.is(
            types::Value::new(json!({ "a": null })),
            json!({ "value": { "a": null } }),
        );
    }

    fn events(&mut self) {
        use events::Event;
        let read = |name: &str, data: Option<Value>| {
            let data = data.map(|data| to_raw_value(&data).expect("JSON"));
            let event = Event::read(name, data.as_deref()).map_err(|e| e.to_string())?;
            event.ok_or_else(|| "not one of the set".to_owned())
        };
        for (name, data) in [
            ("EVENT", None),
            ("Event", None),
            ("event", Some(json!({ "event": "e" }))),
            ("OTHER", Some(json!({ "other": "red" }))),
            ("NONE", Some(json!({}))),
            ("2ND", None),
            (
                "ACTED",
                Some(json!({ "type": "blue", "new": "n", "more": 1 })),
            ),
            ("GREW", Some(json!({ "tree": { "kind": "bud" } }))),
        ] {
            match read(name, data) {
                Ok(Event::Other(_)) => self.0.push(format!("{name} is not among the events")),
                Ok(event) => self.same("an event's name", event.name(), name),
                Err(error) => self.0.push(format!("{name}: {error}")),
            }
        }
        // An unlisted event is kept with its original data.
        match read("event2", Some(json!({ "a": [1] }))) {
            Ok(Event::Other(event)) => {
                self.same("an event's name", event.name.as_str(), "event2");
                let data = event.data.map(|data| data.get().to_owned());
                self.same("an event's data", data.as_deref(), Some("{\"a\":[1]}"));
            }
            other => self.0.push(format!("an unlisted event: {other:?}")),
        }
        let error = read("event", Some(json!({ "event": 1 }))).map(|_| ());
        self.same("data of another form", error.is_err(), true);
        let error = read("OTHER", None).map(|_| ());
        self.same("data that is missing", error.is_err(), true);
    }
}
