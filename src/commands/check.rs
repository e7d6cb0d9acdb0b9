//! `swasthya check`: whether the configuration, the server and the databases are as they must be.

mod seals;

use std::collections::HashSet;

use anyhow::bail;
use diesel::prelude::*;

use self::seals::Seals;
use crate::config::Config;
use crate::db::Databases;
use crate::db::ids::{OrganisationId, ProfileId, UserId};
use crate::db::migrations::History;
use crate::db::pools::Keeping;
use crate::db::provision::{DatabaseAccount, Server};
use crate::db::servers::Servers;
use crate::db::statement::Among;
use crate::directory::tenants::{DatabaseState, Organisation, TablesState};
use crate::models::journal::DueLetter;
use crate::schema::directory::{memberships, users};
use crate::schema::organisation::{clinic_members, profiles};

/// What must be in the SQL mode of every session, whatever the server's default.
const STRICT: [&str; 3] = ["STRICT_TRANS_TABLES", "ERROR_FOR_DIVISION_BY_ZERO", "NO_ZERO_DATE"];

/// How many profiles are looked at in one go.
const PAGE: i64 = 1000;

/// What was found, one line each.
#[derive(Default)]
struct Findings {
    troubles: usize,
}

impl Findings {
    fn add(&mut self, what: &str, result: Result<String, String>) {
        match result {
            Ok(fine) => println!("ok       {what:28} {fine}"),
            Err(trouble) => {
                self.troubles += 1;
                println!("TROUBLE  {what:28} {trouble}");
            }
        }
    }

    fn add_result(&mut self, what: &str, result: anyhow::Result<Result<String, String>>) {
        self.add(what, result.unwrap_or_else(|error| Err(format!("{error:#}"))));
    }
}

pub fn run(config: &Config) -> anyhow::Result<()> {
    let mut findings = Findings::default();
    findings.add("configuration", Ok(format!("{:?} mode, {}", config.mode, config.base_url)));
    let servers = Servers::of(config);
    for (name, server) in servers.all().skip(1) {
        findings.add_result(&format!("server {name}"), server.describe().map(|[version, ..]| is_supported(&version)));
    }
    let server = servers.own();
    match server.describe() {
        Err(error) => findings.add("database server", Err(format!("{error:#}"))),
        Ok([version, charset, mode]) => {
            findings.add("version", is_supported(&version));
            findings.add("character set", if charset == "utf8mb4" { Ok(charset) } else { Err(format!("{charset}, not utf8mb4")) });
            let lacking: Vec<&str> = STRICT.into_iter().filter(|word| !mode.contains(word)).collect();
            findings.add("SQL mode", if lacking.is_empty() { Ok("strict".into()) } else { Err(format!("without {}", lacking.join(", "))) });
            findings.add_result("what is written is read back", server.rehearse().map(|changed| none(&changed.join(", "), "all of it")));
            let databases = Databases::open(servers.clone(), 2, Keeping::Kept);
            check_databases(&mut findings, &databases);
        }
    }
    if findings.troubles > 0 {
        bail!("{} in trouble", findings.troubles);
    }
    Ok(())
}

fn check_databases(findings: &mut Findings, databases: &Databases) {
    let server = databases.server();
    findings.add_result("directory", up_to_date(server, &DatabaseAccount::directory(server), History::Directory));
    let organisations = match databases.read_directory_now(Organisation::all) {
        Ok(organisations) => organisations,
        Err(error) => return findings.add("organisations", Err(error.to_string())),
    };
    let states = databases.read_directory_now(DatabaseState::all).unwrap_or_default();
    for organisation in organisations {
        let found = organisation.server(databases).and_then(|server| {
            let account = DatabaseAccount::organisation(server, &organisation.slug);
            let found = up_to_date(server, &account, History::Organisation)?;
            Ok(found.and_then(|fine| noted(&DatabaseState::migrated(states.get(&organisation.id)), fine)))
        });
        let reached = found.is_ok();
        findings.add_result(&organisation.slug, found);
        if !reached {
            continue;
        }
        let strays = strays(databases, &organisation).map(|strays| none(&strays.join("; "), "every account is in the directory"));
        findings.add_result(&format!("{}, strays", organisation.slug), strays);
        let letters = databases.read_now(&organisation.slug, DueLetter::given_up);
        let stuck = |count| {
            if count == 0 { Ok("every letter has left".to_owned()) } else { Err(format!("{count} were given up: due_works says why")) }
        };
        findings.add_result(&format!("{}, letters", organisation.slug), letters.map(stuck).map_err(Into::into));
        let seals = Seals::of(databases, &organisation.slug).map(|seals| seals.say());
        findings.add_result(&format!("{}, signatures", organisation.slug), seals);
    }
}

/// `Ok` when there is nothing to complain about.
fn none(trouble: &str, fine: &str) -> Result<String, String> {
    if trouble.is_empty() { Ok(fine.to_owned()) } else { Err(trouble.to_owned()) }
}

/// What the directory has written down of a database that is up to date: the operator's list shows that.
fn noted(migrated: &TablesState, fine: String) -> Result<String, String> {
    if *migrated == TablesState::UpToDate {
        Ok(fine)
    } else {
        Err(format!("up to date, but written down as {migrated}: run `swasthya migrate`"))
    }
}

fn up_to_date(server: &Server, account: &DatabaseAccount, history: History) -> anyhow::Result<Result<String, String>> {
    let lacks = server.lacks(account, history)?;
    Ok(match lacks {
        0 if server.is_ready(account, history) => Ok("up to date".to_owned()),
        0 if !server.amendments(account)?.is_empty() => {
            Err(format!("its account {} may do more or less than it should: run `swasthya migrate`", account.user))
        }
        0 => Err(format!("its account {} cannot open it: was SECRET changed? `swasthya migrate` gives it its password", account.user)),
        steps => Err(format!("lacks {steps} steps: run `swasthya migrate`")),
    })
}

/// `10.11.19-MariaDB-0+deb12u1` or `8.4.3`.
fn is_supported(version: &str) -> Result<String, String> {
    let numbers: Vec<u32> = version.split(['.', '-']).take(2).filter_map(|it| it.parse().ok()).collect();
    let (least, name) = if version.contains("MariaDB") { ([10, 11], "MariaDB") } else { ([8, 4], "MySQL") };
    if numbers.as_slice() >= least.as_slice() {
        Ok(version.to_owned())
    } else {
        Err(format!("{version}: {name} {}.{} is the oldest that will do", least[0], least[1]))
    }
}

/// Profiles whose account is not in the directory, or may not enter the organisation at all. No foreign key can see these.
fn strays(databases: &Databases, organisation: &Organisation) -> anyhow::Result<Vec<String>> {
    let mut found = Vec::new();
    let mut after = None;
    loop {
        let page: Vec<(ProfileId, UserId)> = databases.read_now(&organisation.slug, |db| {
            let mut query = profiles::table
                .filter(profiles::user_id.is_not_null())
                .filter(profiles::deleted_at.is_null())
                .order(profiles::id)
                .limit(PAGE)
                .select((profiles::id, profiles::user_id.assume_not_null()))
                .into_boxed();
            if let Some(after) = after {
                query = query.filter(profiles::id.gt(after));
            }
            query.load(db)
        })?;
        let Some((last, _)) = page.last() else { break };
        after = Some(*last);
        let wanted: HashSet<UserId> = page.iter().map(|(_, user)| *user).collect();
        let (known, members) = in_directory(databases, organisation.id, &wanted)?;
        for (profile, user) in page {
            if !known.contains(&user) {
                found.push(format!("profile {profile} names user {user}, who is not in the directory"));
            } else if !members.contains(&user) {
                found.push(format!("profile {profile} names user {user}, who has no membership"));
            }
        }
    }
    let nowhere: i64 = databases.read_now(&organisation.slug, |db| {
        clinic_members::table
            .inner_join(profiles::table)
            .filter(clinic_members::active.eq(true))
            .filter(profiles::user_id.is_null())
            .count()
            .get_result(db)
    })?;
    if nowhere > 0 {
        found.push(format!("{nowhere} members have no account"));
    }
    let more = found.len().saturating_sub(5);
    found.truncate(5);
    if more > 0 {
        found.push(format!("and {more} more"));
    }
    Ok(found)
}

/// Which of these users there are, and which of them belong to the organisation.
fn in_directory(
    databases: &Databases,
    organisation: OrganisationId,
    wanted: &HashSet<UserId>,
) -> anyhow::Result<(HashSet<UserId>, HashSet<UserId>)> {
    Ok(databases.read_directory_now(|db| {
        let known: Vec<UserId> = users::table.filter(users::id.among(wanted)).select(users::id).load(db)?;
        let members: Vec<UserId> = memberships::table
            .filter(memberships::organisation_id.eq(organisation))
            .filter(memberships::user_id.among(wanted))
            .select(memberships::user_id)
            .load(db)?;
        Ok((known.into_iter().collect(), members.into_iter().collect()))
    })?)
}

#[cfg(test)]
mod tests {
    use super::is_supported;

    #[test]
    fn old_servers_are_refused() {
        for good in ["10.11.19-MariaDB-0+deb12u1", "11.4.2-MariaDB", "8.4.3", "9.7.0", "10.11.2-MariaDB-log"] {
            assert!(is_supported(good).is_ok(), "{good}");
        }
        for bad in ["10.6.18-MariaDB", "8.0.39", "5.7.44-log", "unknown"] {
            assert!(is_supported(bad).is_err(), "{bad}");
        }
    }
}
