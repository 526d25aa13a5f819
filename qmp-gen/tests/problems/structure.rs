//! Documents with an invalid or incomplete structure.

use qmp_gen::diagnostic::Code;

use crate::{COMMANDS, Case, EVENTS, case};

pub(crate) fn cases() -> Vec<Case> {
    let mut deep = String::from("lamp-set\n--------\n\nArguments:\n\n");
    for level in 0..34 {
        deep += &format!("{}- \"m{level}\": a level\n", "  ".repeat(level));
    }
    vec![
        case(
            Code::UnknownDocument,
            "",
            "notes.txt",
            "1:1",
            "Buy oil for the lamp.\n\nAnd a wick.\n",
        ),
        case(
            Code::NoItems,
            "events",
            EVENTS,
            "1:1",
            "                 Events of a Lighthouse\n                 ======================\n\n\
             LAMP_LIT\n\nThe lamp has been lit.\n",
        ),
        case(Code::NoItems, "commands", COMMANDS, "1:1", ""),
        case(
            Code::HeadingWithoutName,
            "",
            COMMANDS,
            "1:1",
            "Light the lamp\n--------------\n\nArguments: None.\n\n\
             lamp-lit\n--------\n\nArguments: None.\n\nReturns: nothing\n",
        ),
        case(
            Code::HeadingWithoutName,
            "with an example",
            COMMANDS,
            "1:1",
            "Light the lamp\n--------------\n\nArguments: None.\n\nExample:\n\n\
             -> { \"execute\": \"lamp-light\" }\n<- { \"return\": {} }\n",
        ),
        case(
            Code::StrayMark,
            "",
            COMMANDS,
            "6:1",
            "lamp-light\n----------\n\nReturns: nothing\n\nEQMP\n",
        ),
        case(
            Code::RepeatedLabel,
            "",
            EVENTS,
            "14:1",
            "LAMP_LIT\n--------\n\nThe lamp has been lit.\n\nData: None.\n\nExample:\n\n\
             { \"event\": \"LAMP_LIT\" }\n\nLAMP_OUT\n\nData:\n\n\
             - \"why\": the reason (json-string)\n",
        ),
        case(Code::TooDeep, "a list", COMMANDS, "38:68", deep),
        case(
            Code::NotAMember,
            "",
            COMMANDS,
            "10:4",
            "lamp-set\n--------\n\nArguments:\n\n- \"on\": whether it burns (json-bool)\n\n\
             Remember the shutters:\n\n- \"east\": open\n- \"west\": closed\n\nReturns: nothing\n",
        ),
        case(
            Code::MissingColon,
            "",
            EVENTS,
            "6:4",
            "LAMP_OUT\n--------\n\nData:\n\n- \"why\" the reason (json-string)\n",
        ),
        case(
            Code::DuplicateMember,
            "",
            EVENTS,
            "8:4",
            "LAMP_OUT\n--------\n\nData:\n\n- \"why\": the reason (json-string)\n\
             - \"oil\": what is left (json-int)\n- \"why\": again (json-string)\n",
        ),
        case(
            Code::NoneButListed,
            "",
            EVENTS,
            "4:1",
            "LAMP_OUT\n--------\n\nData: None.\n\n- \"why\": the reason (json-string)\n",
        ),
        case(
            Code::CaseNotListed,
            "",
            COMMANDS,
            "12:7",
            "keeper-do\n---------\n\nArguments:\n\nactions array:\n\
             \x20   - \"type\": what to do, one of \"trim\" (json-string)\n\
             \x20   - \"data\": depends on it. When \"type\" is \"trim\":\n\
             \x20     - \"wick\": its number (json-int)\n\n\n\
             \x20     When \"type\" is \"fill\":\n\
             \x20     - \"oil\": how much (json-int)\n\nReturns: nothing\n",
        ),
    ]
}
