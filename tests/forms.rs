//! What a form's body says, as browsers write it.

use serde::Deserialize;
use swasthya::web::form::{decode, encode};

#[derive(Debug, Default, PartialEq, Deserialize, serde::Serialize)]
#[serde(default)]
struct Asked {
    name: String,
    medicine: Vec<String>,
    phone_before: Option<String>,
}

fn read(body: &str) -> Asked {
    decode(body.as_bytes()).expect("a form")
}

#[test]
fn repeated_names_are_a_list_in_their_order_with_the_empty_ones() {
    assert_eq!(read("medicine=B&name=Asha&medicine=&medicine=A").medicine, ["B", "", "A"]);
    assert_eq!(read("medicine=B").medicine, ["B"]);
    assert_eq!(read("name=Asha").medicine, Vec::<String>::new());
}

#[test]
fn a_field_that_was_sent_empty_was_sent() {
    assert_eq!(read("phone_before=").phone_before.as_deref(), Some(""));
    assert_eq!(read("name=").phone_before, None);
    assert_eq!(read("name=&unknown=1").name, "");
}

#[test]
fn a_form_is_read_back_as_it_was_written() {
    let asked =
        Asked {
            name: "आशा & Sons +1 100%".to_owned(), medicine: vec![String::new(), "x=y".to_owned()], phone_before: Some(String::new())
        };
    assert_eq!(read(&encode(&asked).expect("a body")), asked);
}
