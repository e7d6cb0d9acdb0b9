//! What the frame around every page of a dashboard shows.

/// The top bar: where one is, and who one is.
#[derive(Clone, Debug)]
pub struct Layout {
    pub organisation: String,
    pub clinic: Option<String>,
    /// The signed-in user's name.
    pub who: String,
    /// What every address of this dashboard begins with.
    pub base: String,
    /// The path of this page.
    pub path: String,
    /// Whether there is another dashboard to go to.
    pub several_doors: bool,
}

impl Layout {
    /// Whether a link of the navigation leads to where one is.
    pub fn current(&self, section: &str) -> bool {
        self.path[self.base.len().min(self.path.len())..].trim_start_matches('/').split('/').next() == Some(section)
    }
}
