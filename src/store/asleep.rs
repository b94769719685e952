//! Which questions sleep, and which have woken: read from what is in the file now and from the history, so that nothing
//! has to run when the day comes. The rules for people stand in docs/snooze.md.

/// The question of the list, `t0`, is asleep on the day that each `?` stands for.
pub(super) fn asleep() -> (String, usize) {
    let (awake, days) = awake();
    (format!("t0.snooze IS NOT NULL AND ({awake}) IS NOT TRUE"), days)
}

/// What let the question sleep has come to pass, or somebody else has done something with it since. With how often the
/// day is asked for.
pub(super) fn awake() -> (String, usize) {
    // When it was put to sleep: its place in the history, and the day.
    let slept = "(SELECT max(seq) FROM edit WHERE kind = 'question' AND record = t0.id
        AND (field IS NULL OR field IN ('snooze', 'snooze_until', 'snooze_group', 'snooze_institution')))";
    let day = format!("coalesce((SELECT substr(at, 1, 10) FROM change WHERE seq = {slept}), '9999')");
    let of_body = "c.institution IN (SELECT t0.snooze_institution UNION ALL
        SELECT id FROM institution WHERE parent = t0.snooze_institution)";
    let meeting = format!(
        "t0.snooze = 'meeting' AND (EXISTS (SELECT 1 FROM meeting m WHERE m.removed IS NULL AND m.state <> 'cancelled'
            AND m.working_group IS t0.snooze_group AND m.starts >= {day} AND substr(m.starts, 1, 10) <= ?)
        OR t0.snooze_until IS NULL AND EXISTS (SELECT 1 FROM meeting m WHERE m.removed IS NULL
            AND m.state IN ('planned', 'invited') AND m.working_group IS t0.snooze_group AND m.starts >= {day}))"
    );
    let guest = format!(
        "t0.snooze = 'guest' AND (EXISTS (SELECT 1 FROM contact c JOIN invitation i ON i.contact = c.id
            LEFT JOIN meeting m ON m.id = i.meeting
            WHERE {of_body} AND i.removed IS NULL AND i.state = 'accepted' AND coalesce(m.starts, '9999') >= {day})
        OR EXISTS (SELECT 1 FROM contact c JOIN meeting_guest g ON g.contact = c.id JOIN meeting m ON m.id = g.meeting
            WHERE {of_body} AND m.removed IS NULL AND m.state <> 'cancelled' AND m.starts >= {day}))"
    );
    // Whoever put it to sleep need not be told what that person did.
    let since = format!(
        "e.seq > {slept} AND (SELECT login FROM change WHERE seq = e.seq)
            <> (SELECT login FROM change WHERE seq = {slept})"
    );
    let activity = format!(
        "EXISTS (SELECT 1 FROM edit e WHERE e.kind = 'question' AND e.record = t0.id
            AND e.field IN ('askers', 'affected') AND {since})
        OR EXISTS (SELECT 1 FROM comment c CROSS JOIN edit e ON e.kind = 'comment' AND e.record = c.id AND e.field IS NULL
            WHERE c.subject = 'question' AND c.subject_id = t0.id AND c.removed IS NULL AND {since})
        OR EXISTS (SELECT 1 FROM answer a CROSS JOIN edit e ON e.kind = 'answer' AND e.record = a.id AND e.field IS NULL
            WHERE a.question = t0.id AND a.removed IS NULL AND {since})"
    );
    (format!("t0.snooze_until <= ? OR {meeting} OR {guest} OR {activity}"), 2)
}
