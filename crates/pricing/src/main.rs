//! `price`: a quote as JSON on standard input, its result as JSON on standard output. A bad input ends with exit 2
//! and one line per fault on standard error.

use std::io::{self, BufWriter, Read, Write};
use std::process::ExitCode;

use oferta_pricing::{Fault, MAX_BYTES, price, read, write};

fn main() -> ExitCode {
    match run() {
        Ok(code) => code,
        // Nobody reads the answer any more, or the input broke off.
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => ExitCode::FAILURE,
        Err(error) => {
            let told = writeln!(io::stderr(), "price: {error}");
            told.map_or(ExitCode::FAILURE, |()| ExitCode::FAILURE)
        }
    }
}

fn run() -> io::Result<ExitCode> {
    let mut text = Vec::new();
    let limit = MAX_BYTES as u64 + 1;
    io::stdin().lock().take(limit).read_to_end(&mut text)?;
    match answer(&text) {
        Ok(result) => {
            let mut out = io::stdout().lock();
            writeln!(out, "{result}")?;
            out.flush()?;
            Ok(ExitCode::SUCCESS)
        }
        Err(faults) => {
            let mut out = BufWriter::new(io::stderr().lock());
            for fault in faults {
                writeln!(out, "{fault}")?;
            }
            out.flush()?;
            Ok(ExitCode::from(2))
        }
    }
}

fn answer(text: &[u8]) -> Result<String, Vec<Fault>> {
    let input = read(text)?;
    Ok(write(&input, &price(&input)?))
}
