// A job is data: a name and its arguments.

use serde::{Deserialize, Serialize};

#[derive(Serialize, Deserialize)]
enum Job {
    Mail { to: String },
    Report { week: u32 },
}

fn main() -> anyhow::Result<()> {
    let job = Job::Mail {
        to: "ann".to_string(),
    };
    let text = serde_json::to_string(&job)?;
    println!("{text}");
    handle(&text);
    handle(r#"{"Report":{"week":47}}"#);
    handle(r#"{"Report":{"week":"soon"}}"#);
    handle(r#"{"Invoice":{"to":"ann"}}"#);
    Ok(())
}

fn handle(text: &str) {
    match serde_json::from_str(text) {
        Ok(Job::Mail { to }) => println!("mail to {to}"),
        Ok(Job::Report { week }) => {
            println!("report, next is {}", week + 1)
        }
        Err(_) => println!("refused before it runs"),
    }
}
