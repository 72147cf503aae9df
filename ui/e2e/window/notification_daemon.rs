//! A tool of the window journeys: a notification service that prints what it is asked to show, one JSON object a line,
//! and clicks a notification when it reads `click <id>`. With `--hang` it answers nothing.

#[cfg(target_os = "linux")]
mod service {
    use std::collections::HashMap;
    use std::io::BufRead;

    use zbus::blocking::connection::Builder;
    use zbus::zvariant::OwnedValue;

    const NAME: &str = "org.freedesktop.Notifications";
    const PATH: &str = "/org/freedesktop/Notifications";
    /// The reason of `NotificationClosed` for one that the person dismissed.
    const DISMISSED: u32 = 2;

    struct Notifications {
        hangs: bool,
        shown: u32,
    }

    impl Notifications {
        fn answer(&self) {
            if self.hangs {
                loop {
                    std::thread::park();
                }
            }
        }
    }

    #[zbus::interface(name = "org.freedesktop.Notifications")]
    impl Notifications {
        fn get_capabilities(&self) -> Vec<String> {
            self.answer();
            vec!["body".into(), "actions".into()]
        }

        fn get_server_information(&self) -> (String, String, String, String) {
            self.answer();
            let text = |word: &str| word.to_owned();
            (text("journey"), text("Oferta"), text("1"), text("1.2"))
        }

        #[allow(clippy::too_many_arguments, clippy::print_stdout)]
        fn notify(
            &mut self,
            _app_name: String,
            _replaces_id: u32,
            _app_icon: String,
            summary: String,
            body: String,
            actions: Vec<String>,
            _hints: HashMap<String, OwnedValue>,
            _expire_timeout: i32,
        ) -> u32 {
            self.answer();
            self.shown += 1;
            let shown = serde_json::json!({
                "id": self.shown, "summary": summary, "body": body, "actions": actions,
            });
            println!("{shown}");
            self.shown
        }

        fn close_notification(&self, _id: u32) {}
    }

    #[allow(clippy::print_stdout)]
    pub fn run() -> zbus::Result<()> {
        let hangs = std::env::args().any(|word| word == "--hang");
        let bus = Builder::session()?
            .serve_at(PATH, Notifications { hangs, shown: 0 })?
            .name(NAME)?
            .build()?;
        println!("{{}}");
        for line in std::io::stdin().lock().lines() {
            let Ok(line) = line else { break };
            let Some(id) = line.strip_prefix("click ").and_then(|id| id.parse().ok()) else {
                continue;
            };
            let id: u32 = id;
            let none = None::<&str>;
            bus.emit_signal(none, PATH, NAME, "ActionInvoked", &(id, "default"))?;
            bus.emit_signal(none, PATH, NAME, "NotificationClosed", &(id, DISMISSED))?;
        }
        Ok(())
    }
}

#[cfg(target_os = "linux")]
fn main() -> zbus::Result<()> {
    service::run()
}

#[cfg(not(target_os = "linux"))]
fn main() {}
