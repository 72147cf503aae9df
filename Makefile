# Oferta: the recipes. Each one calls the real tool; `make` alone lists them.
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:

CARGO_TARGET_DIR ?= $(CURDIR)/target
export CARGO_TARGET_DIR
BIN := $(CARGO_TARGET_DIR)/debug
RELEASE := $(CARGO_TARGET_DIR)/release

# What Debian and Ubuntu have to have. A fresh machine gets the missing ones at the first recipe.
BUILD_PACKAGES := build-essential pkg-config perl libgtk-3-dev libwebkit2gtk-4.1-dev xvfb xauth
TEST_PACKAGES := dbus-daemon gnome-keyring webkit2gtk-driver xdotool x11-utils poppler-utils chromium

# One build for every recipe. The examples are tools of the tests; with them the dependencies get the
# same features as under `cargo test`, so that nothing is compiled twice.
BUILD := cargo build --workspace --locked --bins --examples

# A machine without a screen gets a virtual one.
SCREEN = $(if $(DISPLAY)$(WAYLAND_DISPLAY),,xvfb-run --auto-servernum --server-args="-screen 0 1280x800x24")

UI_SOURCES = $(shell find ui/src ui/messages ui/public ui/project.inlang -path ui/src/paraglide -prune -o -path ui/project.inlang/cache -prune -o -type f -print)

.PHONY: help
help: ## list the recipes
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## (.*)/  \1\t\2/' | expand -t 12

.PHONY: run
run: packages ui/dist/index.html ## build Oferta and open it on the sample workspace
	$(BUILD)
	$(if $(SCREEN),@echo "No display: the window opens on a virtual screen. Stop it with Ctrl-C.")
	$(SCREEN) $(BIN)/oferta --sample

.PHONY: test
test: packages test-packages ui/dist/index.html ## run every test: Rust, UI, browser, real window
	$(BUILD)
	cargo test --workspace --locked
	cd ui && npm run --silent test
	cd ui && npm run --silent e2e
	cd ui && npm run --silent e2e:window

.PHONY: oracle
oracle: packages ## hold the prices of 100,000 random quotes against exact fractions
	OFERTA_ORACLE_QUOTES=$${OFERTA_ORACLE_QUOTES:-100000} cargo test --release --package oferta-pricing --locked --test engine oracle

.PHONY: fuzz
fuzz: packages ## feed the JSON form and decimals of the engine with hostile text, five minutes each
	command -v cargo-fuzz >/dev/null || cargo install cargo-fuzz --locked
	cd crates/pricing && for target in json decimal; do mkdir -p fuzz/corpus/$$target; cargo +nightly fuzz run $$target fuzz/corpus/$$target fuzz/seeds/$$target -- -max_total_time=300; done

.PHONY: bench
bench: packages test-packages ui/dist/index.html ## measure every budget in the release build and print the table
	cargo build --release --workspace --locked --bins --examples
	cargo bench --workspace --locked --bench core --bench rates
	cargo bench --package oferta-pricing --locked --bench price
	cd ui && npm run --silent bench
	node ui/e2e/bench/report.mjs

.PHONY: testhost
testhost: packages ui/dist/index.html ## serve the core and the UI on a free loopback port, over a temporary store
	$(BUILD)
	$(BIN)/oferta-testhost --ui ui/dist

.PHONY: lint
lint: packages ui/dist/index.html ## format, clippy, types, oxlint, licences, advisories
	cargo fmt --all --check
	cargo clippy --workspace --all-targets --locked -- -D warnings
	cd ui && npm run --silent check && npm run --silent lint
	command -v cargo-deny >/dev/null || cargo install cargo-deny --locked
	cargo deny check bans licenses sources
	@if cargo deny fetch db 2>/dev/null; then cargo deny check advisories; \
	else echo "cargo deny: the advisory database cannot be reached, advisories not checked"; fi
	@cd ui && if { npm audit --json 2>/dev/null || true; } | grep -q auditReportVersion; then npm audit --audit-level=high; \
	else echo "npm audit: the registry does not answer, advisories not checked"; fi

.PHONY: package
package: packages ui/node_modules/.package-lock.json ## build the .deb and print the sizes
	# The clipboard plugin's JavaScript half is released under other minor numbers than its Rust half.
	TAURI_FRONTEND_PATH=ui ui/node_modules/.bin/tauri build --ci --ignore-version-mismatches --bundles deb -- --workspace --locked --examples
	@du -h --apparent-size $(RELEASE)/oferta $(RELEASE)/bundle/deb/*.deb

.PHONY: generate
generate: ## write the files that come from Rust: ui/src/ipc, docs/commands.md, docs/errors.md
	OFERTA_GENERATE=1 cargo test --workspace --locked generated_files

# --- set-up ---------------------------------------------------------------------------------------

.PHONY: packages test-packages
packages:
	$(call install,$(BUILD_PACKAGES))
	@command -v cargo >/dev/null || { echo "Rust is missing: https://rustup.rs"; exit 1; }
	@command -v npm >/dev/null || { echo "Node.js 20.19 or later is missing: https://nodejs.org"; exit 1; }

test-packages:
	$(call install,$(TEST_PACKAGES))

# Installs the packages that dpkg does not know as installed; says what to install on other systems.
define install
@missing=; for package in $(1); do \
  dpkg-query -W -f '$${Status}' $$package 2>/dev/null | grep -q "ok installed" || missing="$$missing $$package"; \
done; \
if [ -z "$$missing" ]; then exit 0; fi; \
if ! command -v apt-get >/dev/null; then echo "This system has no apt. Needed are its counterparts of: $(1)"; exit 0; fi; \
root=; [ "$$(id -u)" = 0 ] || root=sudo; \
echo "Installing:$$missing"; \
$$root apt-get update -qq </dev/null && \
$$root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $$missing </dev/null
endef

ui/node_modules/.package-lock.json: ui/package-lock.json
	cd ui && npm ci --no-fund --no-audit
	@touch $@

ui/dist/index.html: ui/node_modules/.package-lock.json ui/index.html ui/vite.config.ts ui/svelte.config.js $(UI_SOURCES)
	cd ui && npm run --silent build
	@touch $@
