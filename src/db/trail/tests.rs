//! Many readers, one commit.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Barrier, mpsc};

use super::*;

fn notes(of: usize) -> Notes {
    let row = LogRow {
        at: NaiveDateTime::default(),
        user_id: UserId::SYSTEM,
        clinic_id: None,
        action: "viewed",
        resource: "patients".into(),
        resource_id: None,
        details: of.to_string(),
        address: String::new(),
        agent: String::new(),
    };
    Notes { rows: vec![row], marks: vec![(UserId::SYSTEM, "viewed", Uuid::from_u128(of as u128))] }
}

#[test]
fn readers_who_come_while_a_commit_is_under_way_share_the_next() {
    let (trail, commits, rows) = (Trail::default(), AtomicUsize::new(0), AtomicUsize::new(0));
    let all = Barrier::new(8);
    std::thread::scope(|scope| {
        for reader in 0..8 {
            let (trail, commits, rows, all) = (&trail, &commits, &rows, &all);
            scope.spawn(move || {
                all.wait();
                let kept = trail.keep(notes(reader), |written| {
                    commits.fetch_add(1, Ordering::SeqCst);
                    std::thread::sleep(Duration::from_millis(2));
                    rows.fetch_add(written.len(), Ordering::SeqCst);
                    Ok(())
                });
                assert!(kept.is_ok() && rows.load(Ordering::SeqCst) > 0);
                assert!(trail.lately().has((UserId::SYSTEM, "viewed", Uuid::from_u128(reader as u128))));
            });
        }
    });
    assert_eq!(rows.into_inner(), 8, "every reader's row is written once");
    assert!(commits.into_inner() < 8, "they share");
}

#[test]
fn nobody_waits_for_a_commit_that_hangs() {
    let trail = Trail::default();
    std::thread::scope(|scope| {
        let (trail, (release, hangs), (begun, begins)) = (&trail, mpsc::channel::<()>(), mpsc::channel());
        scope.spawn(move || {
            trail.keep(notes(1), |_| {
                begun.send(()).expect("it begins");
                hangs.recv().expect("released");
                Ok(())
            })
        });
        begins.recv().expect("a commit is under way");
        let kept = trail.keep(notes(2), |written| {
            assert_eq!(written.len(), 1);
            Ok(())
        });
        assert!(kept.is_ok());
        release.send(()).expect("it goes on");
    });
}

#[test]
fn what_cannot_be_written_fails_for_everybody_who_shares_it_and_is_not_remembered() {
    let trail = Trail::default();
    std::thread::scope(|scope| {
        let (trail, (release, hangs), (begun, begins)) = (&trail, mpsc::channel::<()>(), mpsc::channel());
        scope.spawn(move || {
            trail.keep(notes(1), |_| {
                begun.send(()).expect("it begins");
                hangs.recv().expect("released");
                Ok(())
            })
        });
        begins.recv().expect("a commit is under way");
        let others: Vec<_> = (2..4)
            .map(|reader| scope.spawn(move || trail.keep(notes(reader), |_| Err(Trouble::Busy("the disk is full".into())))))
            .collect();
        for other in others {
            assert!(matches!(other.join().expect("an answer"), Err(Trouble::Busy(why)) if why.contains("full")));
        }
        release.send(()).expect("it goes on");
    });
    assert!(!trail.lately().has((UserId::SYSTEM, "viewed", Uuid::from_u128(2))));
    assert!(trail.lately().has((UserId::SYSTEM, "viewed", Uuid::from_u128(1))));
}

#[test]
fn more_than_can_wait_is_refused() {
    let trail = Trail::default();
    let many = Notes { rows: vec![notes(1).rows.remove(0); MOST_WAITING + 1], marks: Vec::new() };
    assert!(matches!(trail.keep(many, |_| Ok(())), Err(Trouble::Busy(_))));
    assert!(trail.keep(notes(2), |_| Ok(())).is_ok(), "the next one is noted");
}
