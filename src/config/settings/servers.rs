//! Further database servers, by name.

use secrecy::SecretString;

use super::super::BadSetting;
use super::Settings;

/// The name of the server that the directory is on, in the directory: no other may have it.
pub const OWN: &str = "default";

/// A value of the file as the environment would give it: a table of servers is `name=url name=url`.
pub(super) fn in_words(value: &toml::Value) -> String {
    match value {
        toml::Value::String(text) => text.clone(),
        toml::Value::Table(table) => table.iter().map(|(name, url)| format!("{name}={}", in_words(url))).collect::<Vec<_>>().join(" "),
        other => other.to_string(),
    }
}

impl Settings {
    /// The servers besides `DATABASE_URL`'s. What is wrong is said without the addresses: they hold passwords.
    pub(super) fn database_servers(&self) -> Result<Vec<(String, SecretString)>, BadSetting> {
        let mut servers: Vec<(String, SecretString)> = Vec::new();
        for (at, entry) in self.0.get("DATABASE_SERVERS").map_or("", String::as_str).split_whitespace().enumerate() {
            let Some((name, url)) = entry.split_once("=mysql://") else {
                return Err(BadSetting(format!("DATABASE_SERVERS: entry {} must read name=mysql://host:3306", at + 1)));
            };
            let plain = name.bytes().all(|it| it.is_ascii_lowercase() || it.is_ascii_digit() || it == b'-');
            if !plain || !(1..=40).contains(&name.len()) {
                return Err(BadSetting(format!("DATABASE_SERVERS: the name of entry {} may have 1 to 40 of a-z, 0-9 and -", at + 1)));
            }
            if name == OWN || servers.iter().any(|(other, _)| other == name) {
                return Err(BadSetting(format!("DATABASE_SERVERS names {name:?} twice, or it is {OWN:?}, which is DATABASE_URL's own")));
            }
            servers.push((name.to_owned(), format!("mysql://{url}").into()));
        }
        Ok(servers)
    }
}

#[cfg(test)]
mod tests {
    use secrecy::ExposeSecret;

    use super::super::tests::given;
    use super::in_words;

    #[test]
    fn servers_have_names_of_their_own() {
        let two = "pune=mysql://admin:p=w@localhost:3307 thane=mysql://db.example?ssl_ca=/ca.pem";
        let servers = given(&[("DATABASE_SERVERS", two)]).expect("two servers").database_servers;
        let shown: Vec<_> = servers.iter().map(|(name, url)| (name.as_str(), url.expose_secret())).collect();
        assert_eq!(shown, [("pune", "mysql://admin:p=w@localhost:3307"), ("thane", "mysql://db.example?ssl_ca=/ca.pem")]);
        assert!(given(&[]).expect("none").database_servers.is_empty());
        for bad in ["default=mysql://localhost", "Pune=mysql://localhost", "a=mysql://localhost a=mysql://localhost", "=mysql://localhost"]
        {
            let trouble = given(&[("DATABASE_SERVERS", bad)]).expect_err(bad);
            assert!(trouble.starts_with("DATABASE_SERVERS"), "{trouble}");
        }
        let trouble = given(&[("DATABASE_SERVERS", "pune=postgres://admin:secret@localhost")]).expect_err("no mysql");
        assert!(!trouble.contains("secret"), "{trouble}");
    }

    #[test]
    fn the_file_has_a_table_of_them() {
        let table: toml::Table = "[database_servers]\npune = 'mysql://localhost:3307'\nthane = 'mysql://localhost'".parse().expect("toml");
        assert_eq!(in_words(&table["database_servers"]), "pune=mysql://localhost:3307 thane=mysql://localhost");
    }
}
