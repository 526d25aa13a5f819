//! Types that a classic document omits or misspells.

use qmp_gen::diagnostic::Code;

use crate::{COMMANDS, Case, EVENTS, case};

pub(crate) fn cases() -> Vec<Case> {
    vec![
        case(
            Code::MissingType,
            "a member",
            EVENTS,
            "6:4",
            "LAMP_OUT\n--------\n\nData:\n\n- \"why\": the reason\n",
        ),
        case(
            Code::MissingType,
            "an array",
            EVENTS,
            "6:4",
            "SHIPS_SEEN\n----------\n\nData:\n\n- \"ships\": those in sight (json-array)\n",
        ),
        case(
            Code::TypeFromExample,
            "",
            EVENTS,
            "6:4",
            "LAMP_OUT\n--------\n\nData:\n\n- \"why\": the reason\n\nExample:\n\n\
             { \"event\": \"LAMP_OUT\", \"data\": { \"why\": \"wind\" } }\n",
        ),
        case(
            Code::MisspelledType,
            "",
            EVENTS,
            "6:9",
            "LAMP_OUT\n--------\n\nData:\n\n- \"why\": the reason (josn-string)\n",
        ),
        case(
            Code::UndefinedType,
            "",
            EVENTS,
            "6:4",
            "LAMP_OUT\n--------\n\nData:\n\n- \"why\": the reason (OutReason)\n",
        ),
        case(
            Code::MissingReturn,
            "",
            COMMANDS,
            "1:1",
            "lamp-light\n----------\n\nLights the lamp.\n\nArguments: None.\n",
        ),
        case(
            Code::UnusedObject,
            "",
            COMMANDS,
            "8:1",
            "query-lamp\n----------\n\nReturn a json-object with the following information:\n\n\
             - \"on\": whether it burns (json-bool)\n\n\
             The wick json-object contains:\n\n- \"length\": in inches (json-int)\n",
        ),
        case(
            Code::ArgumentFromExample,
            "",
            COMMANDS,
            "1:1",
            "lamp-light\n----------\n\nLights the lamp.\n\nExample:\n\n\
             -> { \"execute\": \"lamp-light\", \"arguments\": { \"match\": 1 } }\n\
             <- { \"return\": {} }\n",
        ),
    ]
}
