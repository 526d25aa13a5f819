//! Examples in classic documents.

use qmp_gen::diagnostic::Code;

use crate::{COMMANDS, Case, EVENTS, case};

pub(crate) fn cases() -> Vec<Case> {
    let event = |data: &str, example: &str| {
        format!("LAMP_OUT\n--------\n\nData:{data}\n\nExample:\n\n{example}\n")
    };
    let why = "\n\n- \"why\": the reason (json-string)";
    vec![
        case(
            Code::ExampleNotJson,
            "",
            EVENTS,
            "11:13",
            event(
                why,
                "{ \"event\": \"LAMP_OUT\"\n  \"data\": { \"why\": \"wind\" } }",
            )
            .replace("LAMP_OUT\"\n", "LAMP_OUT\",\n")
            .replace("{ \"why\"", "{ why"),
        ),
        case(
            Code::ExampleNotJson,
            "a comma",
            EVENTS,
            "12:3",
            event(
                why,
                "{ \"event\": \"LAMP_OUT\",\n  \"timestamp\": { \"seconds\": 1, \"microseconds\": 2 }\n  \
                 \"data\": { \"why\": \"wind\" } }",
            ),
        ),
        case(
            Code::ExampleOfAnother,
            "",
            EVENTS,
            "8:1",
            event(" None.", "{ \"event\": \"LAMP_LIT\" }"),
        ),
        case(
            Code::ExampleContradicts,
            "an event",
            EVENTS,
            "10:1",
            event(
                why,
                "{ \"event\": \"LAMP_OUT\",\n  \"data\": { \"why\": 3, \"oil\": 0 } }",
            ),
        ),
        case(
            Code::ExampleContradicts,
            "a request and a reply",
            COMMANDS,
            "15:4",
            "lamp-fill\n---------\n\nArguments:\n\n- \"oil\": how much (json-int)\n\
             - \"kind\": of what (json-string, \"whale\" or \"rape\")\n\n\
             Return a json-object with the following information:\n\n\
             - \"oil\": how much there is now (json-int)\n\nExample:\n\n\
             -> { \"execute\": \"lamp-fill\", \"arguments\": { \"oil\": \"2\", \"kind\": \"seal\" } }\n\
             <- { \"return\": { \"oil\": [] } }\n",
        ),
        case(
            Code::ExampleOmits,
            "",
            COMMANDS,
            "7:4",
            "query-lamp\n----------\n\nReturn a json-object with the following information:\n\n\
             - \"on\": whether it burns (json-bool)\n- \"oil\": what is left (json-int)\n\
             - \"wick\": its length (json-int)\n\nExample:\n\n-> { \"execute\": \"query-lamp\" }\n\
             <- { \"return\": { \"on\": true } }\n",
        ),
    ]
}
