//! The states of a quote and the commands that move it from one to the next.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Where a quote stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum QuoteStatus {
    /// Being written.
    #[default]
    Draft,
    /// Handed in for approval.
    Submitted,
    /// Approved, not yet with the customer.
    Approved,
    /// With the customer.
    Sent,
    /// The customer said yes.
    Accepted,
    /// The customer said no.
    Rejected,
    /// Its validity ended before an answer came.
    Expired,
}

/// A command that moves a quote.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum QuoteCommand {
    /// Hand in for approval.
    Submit,
    /// Approve.
    Approve,
    /// Mark as sent to the customer.
    Send,
    /// The customer accepted.
    Accept,
    /// The customer rejected.
    Reject,
    /// The validity has ended.
    Expire,
    /// The validity was extended: the offer stands again.
    Extend,
    /// Take back to draft, to write on.
    Reopen,
}

impl QuoteCommand {
    /// The command as the activity log and the outbox name it.
    pub fn action(self) -> &'static str {
        match self {
            QuoteCommand::Submit => "quote.submit",
            QuoteCommand::Approve => "quote.approve",
            QuoteCommand::Send => "quote.send",
            QuoteCommand::Accept => "quote.accept",
            QuoteCommand::Reject => "quote.reject",
            QuoteCommand::Expire => "quote.expire",
            QuoteCommand::Extend => "quote.extend",
            QuoteCommand::Reopen => "quote.reopen",
        }
    }
}

impl QuoteStatus {
    /// Every state, in the order of a quote's life.
    pub const ALL: [QuoteStatus; 7] = [
        QuoteStatus::Draft,
        QuoteStatus::Submitted,
        QuoteStatus::Approved,
        QuoteStatus::Sent,
        QuoteStatus::Accepted,
        QuoteStatus::Rejected,
        QuoteStatus::Expired,
    ];

    /// Whether header and lines may be changed in this state.
    pub fn is_editable(self) -> bool {
        matches!(self, QuoteStatus::Draft)
    }

    /// Whether an edit begins the next revision: it takes the quote back to draft in the same step. An approved quote
    /// is taken back by hand, because that gives its approval up; an accepted one stays what it is.
    pub fn is_revisable(self) -> bool {
        use QuoteStatus as S;
        matches!(self, S::Submitted | S::Sent | S::Rejected | S::Expired)
    }

    /// The state as it is on a day: what was sent has expired when its last day of validity is over. Nobody writes
    /// that down, so an extended validity brings the offer back.
    pub fn on(self, day: Date, valid_until: Option<Date>) -> QuoteStatus {
        match (self, valid_until) {
            (QuoteStatus::Sent, Some(last)) if last < day => QuoteStatus::Expired,
            (status, _) => status,
        }
    }

    /// The state after `command`, or nothing where the command has no place in this state.
    ///
    /// Without an approval server a quote may be sent straight from draft.
    pub fn after(self, command: QuoteCommand) -> Option<QuoteStatus> {
        use QuoteCommand as C;
        use QuoteStatus as S;
        match (self, command) {
            (S::Draft, C::Submit) => Some(S::Submitted),
            (S::Submitted, C::Approve) => Some(S::Approved),
            (S::Draft | S::Approved, C::Send) => Some(S::Sent),
            (S::Sent | S::Expired, C::Accept) => Some(S::Accepted),
            (S::Sent | S::Expired, C::Reject) => Some(S::Rejected),
            (S::Sent, C::Expire) => Some(S::Expired),
            (S::Expired, C::Extend) => Some(S::Sent),
            (status, C::Reopen) if status != S::Draft => Some(S::Draft),
            _ => None,
        }
    }

    /// The commands that have a place in this state, for a menu; a validity is extended in its field.
    pub fn commands(self) -> Vec<QuoteCommand> {
        use QuoteCommand as C;
        [
            C::Submit,
            C::Approve,
            C::Send,
            C::Accept,
            C::Reject,
            C::Expire,
            C::Reopen,
        ]
        .into_iter()
        .filter(|command| self.after(*command).is_some())
        .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_quote_can_live_its_whole_life_and_be_taken_back() {
        let mut status = QuoteStatus::Draft;
        for command in [
            QuoteCommand::Submit,
            QuoteCommand::Approve,
            QuoteCommand::Send,
            QuoteCommand::Accept,
        ] {
            status = status.after(command).unwrap();
        }
        assert_eq!(status, QuoteStatus::Accepted);
        for status in QuoteStatus::ALL {
            let back = status.after(QuoteCommand::Reopen);
            assert_eq!(
                back,
                (status != QuoteStatus::Draft).then_some(QuoteStatus::Draft)
            );
        }
    }

    #[test]
    fn an_answer_needs_a_sent_quote() {
        for status in [
            QuoteStatus::Draft,
            QuoteStatus::Submitted,
            QuoteStatus::Approved,
        ] {
            assert_eq!(status.after(QuoteCommand::Accept), None);
            assert_eq!(status.after(QuoteCommand::Reject), None);
        }
    }

    #[test]
    fn only_a_draft_is_editable() {
        let editable: Vec<_> = QuoteStatus::ALL
            .into_iter()
            .filter(|s| s.is_editable())
            .collect();
        assert_eq!(editable, [QuoteStatus::Draft]);
    }

    #[test]
    fn what_an_edit_takes_back_can_be_reopened() {
        for status in QuoteStatus::ALL {
            let back = status.after(QuoteCommand::Reopen);
            assert!(!status.is_revisable() || back == Some(QuoteStatus::Draft));
            assert!(!(status.is_revisable() && status.is_editable()));
        }
        assert!(!QuoteStatus::Accepted.is_revisable() && !QuoteStatus::Approved.is_revisable());
    }

    #[test]
    fn a_sent_quote_expires_the_day_after_its_last() {
        let last: Date = "2026-11-20".parse().unwrap();
        let check = |status: QuoteStatus, day: &str, valid_until, expected| {
            assert_eq!(status.on(day.parse().unwrap(), valid_until), expected);
        };
        check(
            QuoteStatus::Sent,
            "2026-11-19",
            Some(last),
            QuoteStatus::Sent,
        );
        check(
            QuoteStatus::Sent,
            "2026-11-20",
            Some(last),
            QuoteStatus::Sent,
        );
        check(
            QuoteStatus::Sent,
            "2026-11-21",
            Some(last),
            QuoteStatus::Expired,
        );
        check(QuoteStatus::Sent, "2027-01-01", None, QuoteStatus::Sent);
        for status in QuoteStatus::ALL
            .into_iter()
            .filter(|s| *s != QuoteStatus::Sent)
        {
            check(status, "2027-01-01", Some(last), status);
        }
    }
}
