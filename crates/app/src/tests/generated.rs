use std::fs;
use std::path::Path;

/// `make generate` runs this test with `OFERTA_GENERATE` set; then it writes the files.
#[test]
fn generated_files_are_up_to_date() {
    // Tests run in the folder of their package. A path compiled in would be that of another clone with the same cache.
    let root = Path::new("../..");
    let write = std::env::var_os("OFERTA_GENERATE").is_some();
    for (path, content) in crate::generated_files() {
        let file = root.join(path);
        if write {
            fs::create_dir_all(file.parent().unwrap()).unwrap();
            fs::write(&file, content).unwrap();
        } else {
            let found = fs::read_to_string(&file).unwrap_or_default();
            assert!(found == content, "{path} is stale: run `make generate`");
        }
    }
}
