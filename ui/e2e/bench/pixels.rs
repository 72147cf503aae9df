//! For the benchmarks: presses real keys and waits until real pixels change.
//!
//! `pixels X Y WIDTH HEIGHT` watches that part of the screen. Each line of standard input is one press, the keysyms in
//! hexadecimal (`ff0d` is Enter); several are pressed one after another and the last one is measured. The answer is a
//! line with the milliseconds until the part looked different, or `-` when nothing changed for a second.

use std::error::Error;
use std::io::{BufRead, Write};
use std::thread;
use std::time::{Duration, Instant};

use x11rb::connection::Connection;
use x11rb::protocol::xproto::{
    ConnectionExt as _, ImageFormat, KEY_PRESS_EVENT, KEY_RELEASE_EVENT,
};
use x11rb::protocol::xtest::ConnectionExt as _;
use x11rb::rust_connection::RustConnection;

/// How long a change may take before it counts as missed.
const LIMIT: Duration = Duration::from_secs(1);
/// Between keys that are pressed in a row, so that each one is handled before the next.
const BETWEEN: Duration = Duration::from_millis(60);
/// Between two looks at the screen.
const LOOK: Duration = Duration::from_micros(300);

type Outcome<T> = Result<T, Box<dyn Error>>;

struct Screen {
    connection: RustConnection,
    root: u32,
    part: [u16; 4],
    keysyms: Vec<u32>,
    per_keycode: usize,
    first_keycode: u8,
}

impl Screen {
    fn open(part: [u16; 4]) -> Outcome<Screen> {
        let (connection, number) = x11rb::connect(None)?;
        let setup = connection.setup();
        let root = setup.roots[number].root;
        let (first_keycode, last) = (setup.min_keycode, setup.max_keycode);
        let map = connection
            .get_keyboard_mapping(first_keycode, last - first_keycode + 1)?
            .reply()?;
        Ok(Screen {
            root,
            part,
            keysyms: map.keysyms,
            per_keycode: usize::from(map.keysyms_per_keycode),
            first_keycode,
            connection,
        })
    }

    fn picture(&self) -> Outcome<Vec<u8>> {
        let [x, y, width, height] = self.part;
        let image = self.connection.get_image(
            ImageFormat::Z_PIXMAP,
            self.root,
            i16::try_from(x)?,
            i16::try_from(y)?,
            width,
            height,
            u32::MAX,
        )?;
        Ok(image.reply()?.data)
    }

    fn press(&self, keysym: u32) -> Outcome<()> {
        let found = self.keysyms.iter().position(|it| *it == keysym);
        let place = found.ok_or("a keysym without a key")? / self.per_keycode;
        let keycode = self.first_keycode + u8::try_from(place)?;
        for kind in [KEY_PRESS_EVENT, KEY_RELEASE_EVENT] {
            self.connection
                .xtest_fake_input(kind, keycode, 0, self.root, 0, 0, 0)?;
        }
        self.connection.flush()?;
        Ok(())
    }

    /// Milliseconds from the press to the first different picture.
    fn measure(&self, keysym: u32) -> Outcome<Option<f64>> {
        let before = self.picture()?;
        let pressed = Instant::now();
        self.press(keysym)?;
        while pressed.elapsed() < LIMIT {
            if self.picture()? != before {
                return Ok(Some(pressed.elapsed().as_secs_f64() * 1000.0));
            }
            thread::sleep(LOOK);
        }
        Ok(None)
    }
}

fn main() -> Outcome<()> {
    let numbers: Vec<u16> = std::env::args()
        .skip(1)
        .map(|it| it.parse())
        .collect::<Result<_, _>>()?;
    let part = <[u16; 4]>::try_from(numbers).map_err(|_| "pixels X Y WIDTH HEIGHT")?;
    let screen = Screen::open(part)?;
    let mut out = std::io::stdout().lock();
    for line in std::io::stdin().lock().lines() {
        let line = line?;
        let keys = line
            .split_whitespace()
            .map(|it| u32::from_str_radix(it, 16));
        let keys = keys.collect::<Result<Vec<_>, _>>()?;
        let (last, earlier) = keys.split_last().ok_or("no key")?;
        for keysym in earlier {
            screen.press(*keysym)?;
            thread::sleep(BETWEEN);
        }
        match screen.measure(*last)? {
            Some(milliseconds) => writeln!(out, "{milliseconds:.2}")?,
            None => writeln!(out, "-")?,
        }
        out.flush()?;
    }
    Ok(())
}
