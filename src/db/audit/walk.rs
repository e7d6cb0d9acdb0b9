//! Going along a chain, link after link: whether each row is what was sealed, and each seal follows the one before.

use std::collections::{BTreeMap, VecDeque};
use std::fmt;

use chrono::{NaiveDateTime, TimeDelta};

use super::anchors::AuditAnchor;
use super::{ChainHead, SealedRow};
use crate::keys::hex;

/// What is wrong with a chain.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ChainBreak {
    RowChanged {
        row: i64,
        position: i64,
    },
    RowMissing {
        row: i64,
        position: i64,
    },
    SealChanged {
        row: i64,
        position: i64,
    },
    SealsMissing {
        first: i64,
        last: i64,
    },
    PutBetween {
        row: i64,
        position: i64,
        sealed_at: NaiveDateTime,
    },
    MadeAnew {
        position: i64,
        anchored_at: NaiveDateTime,
    },
    CutOff {
        last: i64,
        position: i64,
        anchored_at: NaiveDateTime,
    },
    /// So many besides those that are named.
    More {
        count: u64,
    },
}

impl fmt::Display for ChainBreak {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            ChainBreak::RowChanged { row, position } => write!(f, "row {row} (position {position}) is not what was sealed"),
            ChainBreak::RowMissing { row, position } => write!(f, "row {row} (position {position}) is missing"),
            ChainBreak::SealChanged { row, position } => write!(f, "the seal of row {row} (position {position}) does not follow"),
            ChainBreak::SealsMissing { first, last } if first == last => write!(f, "the seal at position {first} is missing"),
            ChainBreak::SealsMissing { first, last } => write!(f, "the seals from position {first} to {last} are missing"),
            ChainBreak::PutBetween { row, position, sealed_at } => {
                write!(f, "row {row} (position {position}) was put between rows that were sealed long before it, at {sealed_at}")
            }
            ChainBreak::MadeAnew { position, anchored_at } => {
                write!(f, "position {position} is not what the anchor of {anchored_at} says: the chain was made anew up to there")
            }
            ChainBreak::CutOff { last, position, anchored_at } => {
                write!(f, "it ends at position {last}, and the anchor of {anchored_at} says {position}: its end was cut off")
            }
            ChainBreak::More { count } => write!(f, "and {count} more"),
        }
    }
}

/// How much later than those around it a row may be sealed: no change is under way for so long.
const LATE: TimeDelta = TimeDelta::minutes(10);

/// How many breaks are named; the others are counted.
const NAMED: usize = 20;

/// What was seen so far.
#[derive(Debug)]
pub struct ChainWalk {
    /// The link that the next one must follow.
    last: ChainHead,
    /// A link that did not fit, until the next one tells whether its row or its seal is another.
    doubt: Option<Doubt>,
    /// Anchors further on.
    anchors: BTreeMap<i64, AuditAnchor>,
    agreed: usize,
    rows: u64,
    /// The highest id that was sealed at each time lately, and before that.
    lately: VecDeque<(NaiveDateTime, i64)>,
    settled: i64,
    breaks: Vec<ChainBreak>,
    more: u64,
}

#[derive(Debug)]
struct Doubt {
    row: i64,
    position: i64,
    /// What the digest would be of the row as it is.
    digest: [u8; 32],
}

impl ChainWalk {
    /// Begins after a link, with the anchors to hold the chain against.
    pub fn after(base: ChainHead, anchors: Vec<AuditAnchor>) -> ChainWalk {
        let mut walk = ChainWalk {
            anchors: BTreeMap::new(),
            last: base,
            doubt: None,
            agreed: 0,
            rows: 0,
            lately: VecDeque::new(),
            settled: 0,
            breaks: Vec::new(),
            more: 0,
        };
        for anchor in anchors {
            let (position, at) = (anchor.position, anchor.at);
            if position == walk.last.position {
                walk.compare(&anchor);
            } else if position > walk.last.position
                && let Some(other) = walk.anchors.insert(position, anchor)
                && walk.anchors.get(&position).is_some_and(|it| it.digest != other.digest)
            {
                walk.found(ChainBreak::MadeAnew { position, anchored_at: at });
            }
        }
        walk
    }

    /// The link that was seen last.
    pub fn last(&self) -> &ChainHead {
        &self.last
    }

    pub fn rows(&self) -> u64 {
        self.rows
    }

    /// How many anchors the chain was found to pass through.
    pub fn agreed(&self) -> usize {
        self.agreed
    }

    /// Goes on to the next link.
    pub fn step(&mut self, SealedRow { seal, row }: &SealedRow) {
        let (position, expected) = (seal.position, self.last.position + 1);
        if position > expected {
            self.settle_doubt(false);
            self.found(ChainBreak::SealsMissing { first: expected, last: position - 1 });
        }
        self.rows += 1;
        match row {
            None => {
                self.settle_doubt(false);
                self.found(ChainBreak::RowMissing { row: seal.audit_log_id, position });
            }
            // What it followed is not there to make its digest of.
            Some(_) if position > expected => {}
            Some(row) => {
                let digest = seal.digest_after(&self.last.digest, row);
                let after_doubt = || self.doubt.as_ref().is_some_and(|it| seal.digest_after(&it.digest, row)[..] == seal.digest);
                if digest[..] == seal.digest {
                    self.settle_doubt(false);
                } else if after_doubt() {
                    self.settle_doubt(true);
                } else {
                    self.settle_doubt(false);
                    self.doubt = Some(Doubt { row: row.id, position, digest });
                }
            }
        }
        self.last = seal.head();
        self.look_for_late(seal.audit_log_id, seal.sealed_at);
        self.pass_anchors();
    }

    /// The end of what is but a piece of a chain.
    pub fn end_of_piece(mut self) -> Vec<ChainBreak> {
        self.anchors.clear();
        self.end()
    }

    /// The end of the chain: anchors that are left say that there was more. What is wrong, in the order of the chain.
    pub fn end(mut self) -> Vec<ChainBreak> {
        self.settle_doubt(false);
        if let Some((position, anchor)) = self.anchors.pop_last() {
            self.found(ChainBreak::CutOff { last: self.last.position, position, anchored_at: anchor.at });
        }
        if self.more > 0 {
            self.breaks.push(ChainBreak::More { count: self.more });
        }
        self.breaks
    }

    fn found(&mut self, it: ChainBreak) {
        if self.breaks.len() < NAMED {
            self.breaks.push(it);
        } else {
            self.more += 1;
        }
    }

    /// The row of the link in doubt is as it was sealed where the next one follows from it.
    fn settle_doubt(&mut self, row_is_whole: bool) {
        if let Some(Doubt { row, position, .. }) = self.doubt.take() {
            self.found(if row_is_whole { ChainBreak::SealChanged { row, position } } else { ChainBreak::RowChanged { row, position } });
        }
    }

    /// Rows get their ids when they are written: one with a lower id than others that were sealed long ago was not there then.
    fn look_for_late(&mut self, row: i64, sealed_at: NaiveDateTime) {
        while let Some((_, highest)) = self.lately.pop_front_if(|(at, _)| *at < sealed_at - LATE) {
            self.settled = self.settled.max(highest);
        }
        if row < self.settled {
            self.found(ChainBreak::PutBetween { row, position: self.last.position, sealed_at });
        }
        match self.lately.back_mut() {
            Some((at, highest)) if *at == sealed_at => *highest = row.max(*highest),
            _ => self.lately.push_back((sealed_at, row)),
        }
    }

    fn pass_anchors(&mut self) {
        while let Some(entry) = self.anchors.first_entry().filter(|it| *it.key() <= self.last.position) {
            let anchor = entry.remove();
            // One in a gap is said with the gap.
            if anchor.position == self.last.position {
                self.compare(&anchor);
            }
        }
    }

    fn compare(&mut self, anchor: &AuditAnchor) {
        if anchor.digest == hex(&self.last.digest) {
            self.agreed += 1;
        } else {
            self.found(ChainBreak::MadeAnew { position: anchor.position, anchored_at: anchor.at });
        }
    }
}
