//! Real Chromium, driven through its driver, against a real server process.

use std::collections::HashSet;
use std::net::TcpListener;
use std::os::unix::process::CommandExt;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, OnceLock};
use std::time::Duration;

use fantoccini::actions::{InputSource, MOUSE_BUTTON_LEFT, MouseActions, PointerAction};
use fantoccini::elements::Element;
use fantoccini::key::Key;
use fantoccini::{Client, ClientBuilder, Locator};
use serde_json::{Value, json};
use swasthya::db::Databases;

use super::world::{SECRET, next_code};
use super::{World, server};

/// A server process on a committed world.
pub struct Site {
    pub world: World,
    pub port: u16,
    /// What is set besides.
    set: Vec<(&'static str, String)>,
    server: Child,
}

/// What kind of browser.
#[derive(Clone, Copy)]
pub struct Kind {
    pub width: u32,
    pub height: u32,
    pub javascript: bool,
    /// What `Accept-Language` says.
    pub language: &'static str,
}

/// The desk's.
pub const DESK: Kind = Kind { width: 1280, height: 800, javascript: true, language: "en-IN" };
/// The doctor's.
pub const TABLET: Kind = Kind { width: 820, height: 1180, javascript: true, language: "en-IN" };
/// The patient's.
pub const PHONE: Kind = Kind { width: 390, height: 844, javascript: true, language: "en-IN" };

/// One window.
pub struct Window {
    client: Client,
    site: String,
    javascript: bool,
    databases: Arc<Databases>,
    _driver: Driver,
}

struct Driver {
    process: Child,
    profile: PathBuf,
}

impl Drop for Driver {
    fn drop(&mut self) {
        // A test that fails ends no browser by itself: the driver, the browser and all that it started are one group of processes.
        let _ = Command::new("kill").args(["-KILL", "--", &format!("-{}", self.process.id())]).stderr(Stdio::null()).status();
        let _ = self.process.wait();
        let _ = std::fs::remove_dir_all(&self.profile);
    }
}

impl Drop for Site {
    fn drop(&mut self) {
        let _ = self.server.kill();
        let _ = self.server.wait();
    }
}

fn free_port() -> u16 {
    TcpListener::bind("127.0.0.1:0").and_then(|it| it.local_addr()).expect("a free port").port()
}

async fn until_it_listens(port: u16) {
    for _ in 0..400 {
        if std::net::TcpStream::connect(("127.0.0.1", port)).is_ok() {
            return;
        }
        tokio::time::sleep(Duration::from_millis(25)).await;
    }
    panic!("nothing listens on {port}");
}

impl Site {
    pub async fn open() -> Site {
        Site::open_where(|_| Vec::new()).await
    }

    /// A server that is configured otherwise, knowing its port.
    pub async fn open_where(set: impl FnOnce(u16) -> Vec<(&'static str, String)>) -> Site {
        let world = World::committed().await;
        let port = free_port();
        let set = set(port);
        let server = serve(&world, port, &set);
        until_it_listens(port).await;
        Site { world, port, set, server }
    }

    pub fn address(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    /// Kills the server as a power cut would, and starts it again.
    pub fn kill_and_restart_now(&mut self) {
        let _ = self.server.kill();
        let _ = self.server.wait();
        self.server = serve(&self.world, self.port, &self.set);
    }

    /// A second server process on the same databases.
    pub async fn another(&self) -> (Child, u16) {
        let port = free_port();
        let server = serve(&self.world, port, &self.set);
        until_it_listens(port).await;
        (server, port)
    }

    pub async fn window(&self, kind: Kind) -> Window {
        Window::open(kind, self.address(), Arc::clone(&self.world.state.databases)).await
    }
}

fn serve(world: &World, port: u16, set: &[(&str, String)]) -> Child {
    Command::new(env!("CARGO_BIN_EXE_swasthya"))
        .arg("serve")
        .env("MODE", "demo")
        .env("SECRET", SECRET)
        .env("DATABASE_URL", server::url())
        .env("DATABASE_PREFIX", world.prefix())
        .env("PORT", port.to_string())
        .env("WORKERS", "2")
        .envs(set.iter().map(|(name, value)| (name, value)))
        .stdout(Stdio::null())
        .spawn()
        .expect("the server starts")
}

impl Window {
    pub async fn open(kind: Kind, site: String, databases: Arc<Databases>) -> Window {
        let port = free_port();
        let profile = std::env::temp_dir().join(format!("swasthya-browser-{}-{port}", std::process::id()));
        let process = Command::new("chromedriver")
            .arg(format!("--port={port}"))
            .process_group(0)
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("chromedriver is installed");
        let driver = Driver { process, profile };
        until_it_listens(port).await;
        let mut arguments: Vec<String> = [
            "--headless=new",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--disable-quic",
            "--no-first-run",
            "--disable-dev-shm-usage",
            "--force-prefers-reduced-motion",
            "--hide-scrollbars",
        ]
        .map(str::to_owned)
        .to_vec();
        arguments.push(format!("--window-size={},{}", kind.width, kind.height));
        arguments.push(format!("--user-data-dir={}", driver.profile.display()));
        let mut options = json!({ "args": arguments, "prefs": { "intl.accept_languages": kind.language } });
        if !kind.javascript {
            options["prefs"]["profile.managed_default_content_settings.javascript"] = json!(2);
        }
        // The driver's taps need scripts: without them a small window is small, and clicked.
        let touch = kind.width < 1000 && kind.javascript;
        let metrics = json!({ "width": kind.width, "height": kind.height, "pixelRatio": 1.0, "touch": touch, "mobile": touch });
        options["mobileEmulation"] = json!({ "deviceMetrics": metrics });
        let mut capabilities = serde_json::map::Map::new();
        capabilities.insert("goog:chromeOptions".into(), options);
        let client = ClientBuilder::new(hyper_util::client::legacy::connect::HttpConnector::new())
            .capabilities(capabilities)
            .connect(&format!("http://127.0.0.1:{port}"))
            .await
            .expect("a browser");
        Window { client, site, javascript: kind.javascript, databases, _driver: driver }
    }

    pub(super) fn client(&self) -> &Client {
        &self.client
    }

    /// Opens a path of the site.
    pub async fn open_page(&self, path: &str) {
        self.client.goto(&format!("{}{path}", self.site)).await.expect(path);
    }

    /// Moves on to another server of the same site.
    pub fn at(mut self, site: String) -> Window {
        self.site = site;
        self
    }

    pub async fn reload(&self) {
        self.client.refresh().await.expect("the page again");
    }

    /// Chooses a file, as its dialog would.
    pub async fn choose_file(&self, selector: &str, file: &std::path::Path) {
        self.wait(selector).await.send_keys(&file.display().to_string()).await.expect(selector);
    }

    /// Presses what leads to another page, and waits until that is there; gives its address. The page at `passing` leads on by itself.
    pub async fn leave_by(&self, selector: &str, passing: &str) -> String {
        self.wait(selector).await;
        self.run("document.documentElement.dataset.left = ''", vec![]).await;
        self.click(selector).await;
        for _ in 0..160 {
            let ready =
                self.client.execute("return document.readyState === 'complete' && !('left' in document.documentElement.dataset)", vec![]);
            // While one page goes and the other comes there is none to ask.
            if ready.await.is_ok_and(|it| it == json!(true)) && self.path().await != passing {
                return self.client.current_url().await.expect("an address").to_string();
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        panic!("{selector} led nowhere from {}", self.path().await);
    }

    /// Whether an element matches now.
    pub async fn has(&self, selector: &str) -> bool {
        self.client.find(Locator::Css(selector)).await.is_ok()
    }

    pub async fn path(&self) -> String {
        let url = self.client.current_url().await.expect("an address");
        url.path().to_owned()
    }

    /// Waits until an element matches.
    pub async fn wait(&self, selector: &str) -> Element {
        self.client
            .wait()
            .at_most(Duration::from_secs(8))
            .every(Duration::from_millis(50))
            .for_element(Locator::Css(selector))
            .await
            .unwrap_or_else(|_| panic!("waited for {selector}"))
    }

    /// Waits until no element matches.
    pub async fn wait_gone(&self, selector: &str) {
        for _ in 0..160 {
            if !self.has(selector).await {
                return;
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        panic!("{selector} stays");
    }

    /// Waits until an element that matches contains the words.
    pub async fn wait_for(&self, selector: &str, words: &str) {
        self.look_for(selector, words, false).await;
    }

    /// As [`Window::wait_for`], for what others did: a live page shows it by itself; without JavaScript the page is asked again.
    pub async fn see(&self, selector: &str, words: &str) {
        self.look_for(selector, words, !self.javascript).await;
    }

    async fn look_for(&self, selector: &str, words: &str, again: bool) {
        let mut last = Vec::new();
        for _ in 0..160 {
            last = self.texts(selector).await;
            if last.iter().any(|text| text.contains(words)) {
                return;
            }
            if again {
                self.reload().await;
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        let html = self.client.source().await.unwrap_or_default();
        panic!("waited for {words:?} in {selector}; there is {last:?} on {}\n{html}", self.path().await);
    }

    /// Waits until the path is another: what was sent is answered, and the page that answers is coming.
    async fn leave(&self, path: &str) {
        for _ in 0..160 {
            if self.path().await != path {
                return;
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    }

    /// Waits until the path ends with this.
    pub async fn wait_path(&self, end: &str) {
        for _ in 0..160 {
            if self.path().await.ends_with(end) {
                return;
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        let html = self.client.source().await.unwrap_or_default();
        panic!("waited for {end}, still on {}\n{html}", self.path().await);
    }

    pub async fn texts(&self, selector: &str) -> Vec<String> {
        if !self.javascript {
            return self.texts_without_javascript(selector).await;
        }
        let script = "return [...document.querySelectorAll(arguments[0])].map(e => (e.innerText || '').replace(/\\s+/g, ' ').trim())";
        match self.client.execute(script, vec![json!(selector)]).await {
            Ok(Value::Array(texts)) => texts.into_iter().filter_map(|it| it.as_str().map(str::to_owned)).collect(),
            _ => Vec::new(),
        }
    }

    /// A script of the driver's would wait for ever where scripts are off.
    async fn texts_without_javascript(&self, selector: &str) -> Vec<String> {
        let mut texts = Vec::new();
        for element in self.client.find_all(Locator::Css(selector)).await.unwrap_or_default() {
            texts.extend(element.text().await.map(|text| text.split_whitespace().collect::<Vec<_>>().join(" ")));
        }
        texts
    }

    /// Writes into a field, as if typed, after emptying it.
    pub async fn fill(&self, selector: &str, text: &str) {
        let field = self.wait(selector).await;
        field.clear().await.expect(selector);
        field.send_keys(text).await.expect(selector);
    }

    /// Types wherever the focus is.
    pub async fn keys(&self, keys: &str) {
        let focus = self.client.active_element().await.expect("a focus");
        focus.send_keys(keys).await.expect("keys");
    }

    pub async fn press(&self, key: Key) {
        self.keys(&key.to_string()).await;
    }

    /// Clicks; what lies below a notice is scrolled to first, as anybody would.
    pub async fn click(&self, selector: &str) {
        let element = self.wait(selector).await;
        let Err(covered) = element.click().await else { return };
        assert!(covered.to_string().contains("intercepted"), "{selector}: {covered}");
        let script = "document.querySelector(arguments[0]).scrollIntoView({ block: 'center', behavior: 'instant' })";
        self.run(script, vec![Value::from(selector)]).await;
        self.wait(selector).await.click().await.unwrap_or_else(|error| panic!("{selector}: {error}"));
    }

    /// Presses the mouse on one element and lets it go on another.
    pub async fn drag(&self, from: &str, to: &str) {
        let (from, to) = (self.wait(from).await, self.wait(to).await);
        let over = |element: Element| PointerAction::MoveToElement { element, duration: None, x: 0., y: 0. };
        let mouse = MouseActions::new("mouse".to_owned())
            .then(over(from))
            .then(PointerAction::Down { button: MOUSE_BUTTON_LEFT })
            .then(over(to))
            .then(PointerAction::Up { button: MOUSE_BUTTON_LEFT });
        self.client.perform_actions(mouse).await.expect("the mouse moves");
    }

    /// Signs somebody of the world in by password.
    pub async fn sign_in(&self, name: &str) {
        self.open_page("/sign-in/password").await;
        self.fill("#login", &super::world::login(name)).await;
        self.fill("#password", super::world::PASSWORD).await;
        self.press(Key::Enter).await;
        for _ in 0..160 {
            let path = self.path().await;
            if path == "/sign-in/second-step" {
                self.fill("#code", &next_code(&self.databases, name).await).await;
                self.press(Key::Enter).await;
                self.leave("/sign-in/second-step").await;
            } else if !path.starts_with("/sign-in") {
                return;
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        panic!("{name} did not get in");
    }

    /// Puts the focus on an element.
    pub async fn focus(&self, selector: &str) {
        self.run("document.querySelector(arguments[0]).focus()", vec![json!(selector)]).await;
    }

    /// Waits until an element matches within a frame of the page.
    pub async fn wait_framed(&self, frame: &str, selector: &str) {
        self.wait(frame).await.enter_frame().await.expect(frame);
        self.wait(selector).await;
        self.client.clone().enter_parent_frame().await.expect("the page");
    }

    /// Signs in by password within a frame of the page.
    pub async fn sign_in_within(&self, frame: &str, login: &str, password: &str) {
        self.wait(frame).await.enter_frame().await.expect(frame);
        self.fill("[name=login]", login).await;
        self.fill("[name=password]", password).await;
        self.press(Key::Enter).await;
        self.client.clone().enter_parent_frame().await.expect("the page");
    }

    /// As [`Window::sign_in_within`], for whoever shows a code too.
    pub async fn sign_in_in_two_steps_within(&self, frame: &str, name: &str) {
        self.sign_in_within(frame, &super::world::login(name), super::world::PASSWORD).await;
        self.wait(frame).await.enter_frame().await.expect(frame);
        self.fill("#code", &next_code(&self.databases, name).await).await;
        self.press(Key::Enter).await;
        self.client.clone().enter_parent_frame().await.expect("the page");
    }

    /// Waits until what is typed is sealed in the browser.
    pub async fn wait_copy(&self) {
        for _ in 0..100 {
            let kept = self.run("return Object.keys(localStorage).some(it => it.startsWith('draft:'))", vec![]).await;
            if kept == json!(true) {
                // The last letters are sealed right after the first.
                return tokio::time::sleep(Duration::from_millis(200)).await;
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        panic!("nothing was sealed");
    }

    /// Takes over what a browser without a window is signed in with, in this language.
    pub async fn borrow_cookies(&self, browser: &super::Browser, language: &str) {
        self.sign_out().await;
        for pair in browser.cookie_header().split("; ").chain([format!("language={language}").as_str()]) {
            self.run("document.cookie = arguments[0] + '; path=/'", vec![json!(pair)]).await;
        }
    }

    /// Forgets every cookie.
    pub async fn sign_out(&self) {
        self.client.delete_all_cookies().await.expect("no cookies");
    }

    /// Runs a script in the page.
    pub async fn run(&self, script: &str, arguments: Vec<Value>) -> Value {
        self.client.execute(script, arguments).await.expect("the script runs")
    }

    /// Runs a script that answers later, by what it is given last.
    pub async fn run_async(&self, script: &str) -> Value {
        self.client.execute_async(script, vec![]).await.expect("the script answers")
    }

    /// Crashes the tab as it stands, and goes on in a new one.
    pub async fn crash(&self) {
        let fresh = self.client.new_window(true).await.expect("a new tab").handle;
        // The driver may wait for a page that will not answer any more.
        let _ = tokio::time::timeout(Duration::from_secs(3), self.client.goto("chrome://crash")).await;
        self.client.switch_to_window(fresh).await.expect("the new tab");
    }

    /// Answers the browser's own question with no; gives its words.
    pub async fn decline(&self) -> String {
        tokio::time::sleep(Duration::from_millis(300)).await;
        let words = self.client.get_alert_text().await.expect("a question");
        self.client.dismiss_alert().await.expect("an answer");
        words
    }

    /// Fails when there is anything to mend on the page: see [`Window::flaws`].
    pub async fn is_accessible(&self) {
        assert_eq!(self.flaws().await, Vec::<String>::new());
    }

    /// What axe finds serious on the page, and whether it is wider than its window.
    pub async fn flaws(&self) -> Vec<String> {
        static AXE: OnceLock<String> = OnceLock::new();
        let axe = AXE.get_or_init(|| {
            let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("node_modules/axe-core/axe.min.js");
            std::fs::read_to_string(path).expect("axe-core is installed: run bin/setup --test")
        });
        self.client.execute(axe, vec![]).await.expect("axe loads");
        let found = self
            .client
            .execute_async(
                "const done = arguments[0]; axe.run(document, { resultTypes: ['violations'] }).then(r => done(r.violations
                   .filter(v => ['serious', 'critical'].includes(v.impact))
                   .map(v => v.id + ': ' + v.nodes.slice(0, 3).map(n => n.html).join(' | ')))).catch(e => done([String(e)]))",
                vec![],
            )
            .await
            .expect("axe runs");
        let path = self.path().await;
        let mut flaws: Vec<String> =
            found.as_array().into_iter().flatten().map(|it| format!("{path}: {}", it.as_str().unwrap_or_default())).collect();
        let wide = self.run("return document.documentElement.scrollWidth - document.documentElement.clientWidth", vec![]).await;
        if wide.as_i64().unwrap_or_default() > 1 {
            flaws.push(format!("{path} is {wide} pixels wider than its window"));
        }
        flaws
    }

    /// Writes what is seen to a file under var/screenshots.
    pub async fn screenshot(&self, name: &str) {
        let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("var/screenshots");
        std::fs::create_dir_all(&folder).expect("a folder");
        let png = self.client.screenshot().await.expect("a picture");
        std::fs::write(folder.join(format!("{name}.png")), png).expect("a file");
    }

    /// Every address inside the site that the page links to.
    pub async fn links(&self) -> HashSet<String> {
        let found = self.run("return [...document.querySelectorAll('a[href]')].map(a => a.getAttribute('href'))", vec![]).await;
        found.as_array().into_iter().flatten().filter_map(|it| it.as_str()).filter(|it| it.starts_with('/')).map(str::to_owned).collect()
    }

    pub async fn close(self) {
        let _ = self.client.clone().close().await;
    }
}
