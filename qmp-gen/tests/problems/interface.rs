//! Invalid types and duplicate items, in any dialect.

use qmp_gen::diagnostic::Code;

use crate::{Case, EVENTS, SNAPSHOT, case};

pub(crate) fn cases() -> Vec<Case> {
    let types = |types: &str| {
        format!("{{\n  \"format\": \"qmp-snapshot/1\",\n  \"types\": {{\n{types}\n  }}\n}}\n")
    };
    let union = |name, place, text: &str| {
        let colour = "    \"Colour\": { \"kind\": \"enum\", \"values\": { \"red\": {} } },\n";
        case(
            Code::BadUnion,
            name,
            SNAPSHOT,
            place,
            types(&format!("{colour}{text}")),
        )
    };
    vec![
        case(
            Code::DuplicateItem,
            "",
            EVENTS,
            "6:1",
            "LAMP_OUT\n--------\n\nData: None.\n\nLAMP_OUT\n--------\n\nData: None.\n",
        ),
        case(
            Code::UnknownType,
            "",
            SNAPSHOT,
            "4:5",
            types(
                "    \"Lamp\": { \"kind\": \"object\", \"members\": { \"on\": \"bool\", \
                 \"wick\": \"Wick\" } }",
            ),
        ),
        case(
            Code::InfiniteType,
            "",
            SNAPSHOT,
            "4:5",
            types("    \"Stair\": { \"kind\": \"object\", \"members\": { \"next\": \"Stair\" } }"),
        ),
        case(
            Code::InfiniteType,
            "through another",
            SNAPSHOT,
            "4:5",
            types(
                "    \"Egg\": { \"kind\": \"object\", \"members\": { \"of\": \"Hen\" } },\n\
                 \x20   \"Hen\": { \"kind\": \"object\", \"members\": { \"of\": \"Egg\" } }",
            ),
        ),
        union(
            "a discriminator that is no member",
            "5:5",
            "    \"Glass\": { \"kind\": \"object\", \"discriminator\": \"colour\", \"branches\": {} }",
        ),
        union(
            "a discriminator that is no enum",
            "5:5",
            "    \"Glass\": { \"kind\": \"object\", \"members\": { \"colour\": \"str\" }, \
             \"discriminator\": \"colour\", \"branches\": {} }",
        ),
        union(
            "a branch of no value",
            "5:5",
            "    \"Glass\": { \"kind\": \"object\", \"members\": { \"colour\": \"Colour\" }, \
             \"discriminator\": \"colour\", \"branches\": { \"blue\": \"Glass\" } }",
        ),
        union(
            "a branch that is no object",
            "5:5",
            "    \"Glass\": { \"kind\": \"object\", \"members\": { \"colour\": \"Colour\" }, \
             \"discriminator\": \"colour\", \"branches\": { \"red\": \"Colour\" } }",
        ),
        union(
            "a base that is no object",
            "5:5",
            "    \"Glass\": { \"kind\": \"object\", \"base\": \"Colour\" }",
        ),
        union(
            "its own base",
            "5:5",
            "    \"Glass\": { \"kind\": \"object\", \"base\": \"Glass\" }",
        ),
        case(
            Code::BadUnion,
            "arguments that are no object",
            SNAPSHOT,
            "3:17",
            "{\n  \"format\": \"qmp-snapshot/1\",\n  \
             \"commands\": { \"lamp-set\": { \"arguments\": \"Colour\" } },\n  \
             \"types\": { \"Colour\": { \"kind\": \"enum\", \"values\": { \"red\": {} } } }\n}\n",
        ),
        case(
            Code::BadAlternate,
            "",
            SNAPSHOT,
            "4:5",
            types(
                "    \"Size\": { \"kind\": \"alternate\", \"alternatives\": { \"number\": \"int\", \
                 \"exact\": \"number\" } }",
            ),
        ),
        case(
            Code::BadAlternate,
            "an enum and a string",
            SNAPSHOT,
            "5:5",
            types(
                "    \"Colour\": { \"kind\": \"enum\", \"values\": { \"red\": {} } },\n\
                 \x20   \"Glass\": { \"kind\": \"alternate\", \"alternatives\": { \"name\": \"str\", \
                 \"listed\": \"Colour\" } }",
            ),
        ),
    ]
}
