-- The hub's ledger. The database is the only truth: a message on the broker is a pointer (kind, id, version) into it.
-- Words are those of src/docs/glossary.md. Domain times (due, send-by, sessions) are written by the hub from its domain
-- clock; leases and back-off use real time. No statement uses now() for a domain time.

-- ---------------------------------------------------------------- intake
create table extract (
    extract_id      bigint generated always as identity primary key,
    file_name       text        not null,
    size_bytes      bigint      not null,
    modified_at     timestamptz not null,
    exported_at     timestamptz not null,              -- from the file's name, else its modification time; newest wins
    is_full         boolean     not null,
    digest          text,                              -- SHA-256 of the content, unpacked, hex
    header          jsonb,                             -- the header's words, as they stood
    repeats         bigint references extract,         -- an earlier extract with the same content: nothing was loaded again
    state           text        not null check (state in ('taken', 'loaded', 'repeated', 'failed')),
    taken_at        timestamptz not null,
    settled_at      timestamptz,
    tries           integer     not null default 0,
    lease_until     timestamptz,                       -- real time; a load under way
    failure         text,
    rows_read       integer not null default 0,
    rows_new        integer not null default 0,
    rows_changed    integer not null default 0,
    rows_unchanged  integer not null default 0,
    rows_stale      integer not null default 0,
    rows_repeated   integer not null default 0,
    rows_id_conflict integer not null default 0,
    rows_rejected   integer not null default 0,
    rows_skipped    integer not null default 0,
    persons_absent  integer,                           -- full extracts only: known, not withdrawn, not in the file; reported, never acted on
    rejects_returned_at timestamptz,                   -- real time
    compared_at timestamptz,                           -- real time: its people were compared with everybody for duplicates
    unique (file_name, size_bytes, modified_at)
);
create index extract_digest on extract (digest);

create table reject (
    extract_id      bigint  not null references extract,
    line            integer not null,
    registration_id text,
    column_name     text,
    value           text,
    reason          text    not null,
    message         text    not null,
    original        jsonb   not null,                  -- all fields of the row as they stood
    primary key (extract_id, line)
);

-- ---------------------------------------------------------------- people
create sequence person_id_seq increment by 1000;          -- the loader takes ids in blocks

create table person (
    person_id           bigint primary key,
    registration_id     text     not null,
    twin                smallint not null default 0,   -- 0: first person known under the id; 1…: another person under the same id (id-conflict)
    name                text     not null default '',
    name_hi             text     not null default '',
    gender              text,
    year_of_birth       smallint,
    mobile              text,                          -- ten digits, null: no usable number
    alternative_mobile  text,
    no_sms_reason       text,
    category            text,
    id_type             text,
    home_address        text,
    home_pincode        text,
    posting_facility    text,
    posting_district    text,
    posting_pincode     text,
    posting_pincode_problem text,                      -- why it counts as missing
    registered_at       timestamptz,
    row_digest          uuid        not null,          -- of the row as read; an identical row changes nothing
    exported_at         timestamptz not null,          -- of the extract that last spoke of the person
    extract_id          bigint      not null references extract,
    version             integer     not null default 1,
    unique (registration_id, twin)
);
create index person_mobile on person (mobile) where mobile is not null;

-- One row each time an extract created or changed a person. Version 1 is the person-creation event of balance 1.
create table registration (
    person_id   bigint  not null,
    version     integer not null,
    extract_id  bigint  not null,
    line        integer not null,
    changes     jsonb,                                 -- [{column, code, original}]: what the cleaner changed; null: nothing
    recorded_at timestamptz not null,
    primary key (person_id, version)
);

-- Each person is in exactly one of appointment, waiting, held, withdrawn, finished (balance 1). That a row here has its person
-- is watched by the balance, not by foreign keys: those cost seconds on every extract of a state.
create table placement (
    person_id   bigint primary key,
    site_code   text not null,
    basis       text not null check (basis in ('posting-facility', 'posting-pincode', 'nearest-to-posting', 'home-pincode', 'officer-decision')),
    distance_km real,
    explanation text not null,
    placed_at   timestamptz not null
);
create index placement_site on placement (site_code);

create table held (
    person_id   bigint primary key,
    reason      text not null,
    cause_key   text not null,                         -- people held for the same cause share it; one decision releases all
    explanation text not null,
    since       timestamptz not null
);
create index held_cause on held (cause_key);

create table waiting (
    person_id bigint primary key,
    since     timestamptz not null
);

create table withdrawn (
    person_id bigint primary key,
    by_whom   text not null,                           -- 'registry' or an officer
    reason    text not null,
    at        timestamptz not null
);

create table finished (
    person_id bigint primary key,
    outcome   text not null check (outcome in ('vaccinated', 'refused')),
    at        timestamptz not null
);

-- An officer's correction of a mobile stands until the registry itself says another number than the one that was corrected.
create table mobile_correction (
    person_id       bigint primary key,
    registry_mobile text,                              -- what the registry said when it was corrected; null: no usable number
    corrected_by    text not null,
    corrected_at    timestamptz not null
);

-- What a person is compared by with all others; written after each load, outside it.
create table likeness (
    person_id       bigint primary key,
    version         integer not null,                  -- of the person; an older one is written anew
    latin           text,                              -- the name's sound (person.NameSound), by each script it is given in
    hindi           text,
    year_of_birth   smallint,
    site_code       text,                              -- of the placement, where it comes from the posting
    posting_pincode text,
    home_pincode    text,
    mobile          text
);
create index likeness_latin on likeness (latin, year_of_birth);
create index likeness_hindi on likeness (hindi, year_of_birth);

-- Two persons who may be one. Only suggested; an officer merges them (one is withdrawn) or says that they are two.
create table duplicate (
    duplicate_id  bigint generated always as identity primary key,
    person_a      bigint not null,                     -- the smaller id
    person_b      bigint not null,
    strength      text   not null check (strength in ('likely', 'possible')),
    reasons       text[] not null,
    suggested_at  timestamptz not null,
    state         text not null check (state in ('suggested', 'merged', 'not-same')),
    decided_by    text,
    decided_at    timestamptz,
    comment       text,
    kept          bigint,                              -- merged: who stays; the other one is withdrawn
    mobile_before text,                                -- merged with the other one's mobile: what stood there before ('' : none)
    held_before   jsonb,                               -- merged: how the withdrawn one was held, if so
    unique (person_a, person_b),
    check (person_a < person_b)
);
create index duplicate_open on duplicate (duplicate_id) where state = 'suggested';
create index duplicate_b on duplicate (person_b);

-- An officer's decision: everyone alike (null = whatever) goes to this site, now and in later extracts.
create table officer_rule (
    rule_id         bigint generated always as identity primary key,
    facility        text,
    district        text,
    posting_pincode text,
    home_pincode    text,
    site_code       text not null,
    comment         text not null,
    decided_by      text not null,
    decided_at      timestamptz not null,
    undone_at       timestamptz,
    check (facility is not null or posting_pincode is not null or home_pincode is not null)
);

-- ---------------------------------------------------------------- sessions and rosters
create table session (
    session_id   text primary key,
    site_code    text not null,
    district     text not null,                        -- slug
    session_date date not null,
    starts_at    timestamptz not null,
    ends_at      timestamptz not null,
    capacity     integer not null check (capacity > 0),
    slot_minutes integer not null default 60 check (slot_minutes >= 0),  -- 0: everyone at the start
    categories   text[],                               -- null: all
    status       text not null check (status in ('planned', 'cancelled')),
    origin       text not null check (origin in ('rule', 'list', 'console')),
    quiet_hours_lifted boolean not null default false
);
create index session_site on session (site_code, session_date);
create index session_starts on session (starts_at);

create table appointment (
    person_id  bigint primary key,
    session_id text not null,                          -- no foreign key: see above; sessions with anything on them are never deleted
    serial     integer not null,
    slot_at    timestamptz not null,
    version    integer not null,                       -- of the latest appointment_event
    made_at    timestamptz not null,
    fixed_at   timestamptz,                            -- since a roster naming the person was pushed or a submit began: kept
    unique (session_id, serial) deferrable initially deferred
);

-- Append only. Each row with "owes" is one notice owed (left side of balance 2).
create table appointment_event (
    event_id   bigint generated always as identity primary key,
    person_id  bigint not null,
    version    integer not null,
    what       text not null check (what in ('made', 'moved', 'session-changed', 'cancelled', 'mobile-corrected', 'reminded', 'ended')),
    session_id text not null,
    owes       text check (owes in ('invite', 'change', 'cancellation', 'reminder')),
    mobile     text not null default '',               -- '' : no number
    at         timestamptz not null,
    cause      text not null,                          -- in plain words
    actor      text not null
);
create index appointment_event_person on appointment_event (person_id);

create table roster (
    session_id text primary key references session,
    revision   integer not null,
    digest     text not null,                          -- SHA-256 over session, members, order and identity columns
    people     integer not null,
    made_at    timestamptz not null
);
create table roster_revision (
    session_id text not null,
    revision   integer not null,
    digest     text not null,
    people     integer not null,
    made_at    timestamptz not null,
    primary key (session_id, revision)
);
create table roster_member (
    session_id text not null,
    person_id  bigint not null,
    serial     integer not null,
    slot_at    timestamptz not null,
    primary key (session_id, person_id)
);
create index roster_member_person on roster_member (person_id);

-- What filling and revising have to look at. The triggers see to it that no writer of people's data can forget to ask, and that an
-- idle hub reads one row. Everyone who asks holds the writer lock.
create table fill_request (
    only_row boolean primary key default true check (only_row),
    asked    bigint not null default 1,
    done     bigint not null default 0                 -- filled up to this one
);
insert into fill_request default values;

create table roster_request (
    session_id text primary key
);

create function ask_for_filling() returns trigger language plpgsql as $$
begin
    if exists (select from touched) then
        update fill_request set asked = asked + 1;
    end if;
    return null;
end $$;
create function ask_for_revision() returns trigger language plpgsql as $$
begin
    insert into roster_request
    select distinct a.session_id from touched join appointment a using (person_id)
    on conflict do nothing;
    return null;
end $$;
create trigger waiting_came after insert on waiting referencing new table as touched
    for each statement execute function ask_for_filling();
create trigger placement_changed_fill after update on placement referencing new table as touched
    for each statement execute function ask_for_filling();
create trigger placement_changed_roster after update on placement referencing new table as touched
    for each statement execute function ask_for_revision();
create trigger person_changed_fill after update on person referencing new table as touched
    for each statement execute function ask_for_filling();
create trigger person_changed_roster after update on person referencing new table as touched
    for each statement execute function ask_for_revision();

-- ---------------------------------------------------------------- pushes to districts and sites
create table push (
    push_id       bigint generated always as identity primary key,
    kind          text not null check (kind in ('roster', 'callsheet')),
    session_id    text not null references session,
    revision      integer not null,
    district      text not null,                       -- slug
    endpoint      text not null,                       -- id in districts.yaml, unique over all districts
    state         text not null check (state in ('pending', 'queued', 'sending', 'accepted', 'superseded', 'dead')),
    digest        text not null,
    made_at       timestamptz not null,
    state_at      timestamptz not null,
    tries         integer not null default 0,
    next_try_at   timestamptz,                         -- real time
    lease_until   timestamptz,                         -- real time
    accepted_at   timestamptz,
    acknowledged_at timestamptz,
    last_error    text,
    file_name     text,                                -- once it was written; what an acknowledgement names
    unique (kind, session_id, revision, endpoint)
);
create index push_open on push (district, endpoint, push_id) where state in ('pending', 'queued', 'sending', 'dead');
create index push_file on push (endpoint, file_name) where file_name is not null;

-- index-<district>-<date>.csv at one endpoint is out of date while wanted > written; written once for many pushes.
create table roster_index (
    endpoint     text    not null,
    district     text    not null,
    session_date date    not null,
    wanted       integer not null,
    written      integer not null default 0,
    wanted_at    timestamptz not null,                 -- real time, since when it is out of date
    tries        integer not null default 0,
    next_try_at  timestamptz,                          -- real time
    lease_until  timestamptz,                          -- real time
    last_error   text,
    primary key (endpoint, session_date)
);

-- An endpoint that refused the login or cannot be reached rests: its work waits, one push probes it when the rest is over.
create table endpoint_rest (
    endpoint   text primary key,
    district   text not null,
    reason     text not null check (reason in ('login-refused', 'host-key', 'certificate', 'unreachable', 'busy', 'queue-full')),
    failures   integer not null,
    since      timestamptz not null,
    rest_until timestamptz not null                    -- real time
);

-- ---------------------------------------------------------------- notices
create table notice (
    notice_id    bigint generated always as identity primary key,
    person_id    bigint not null,
    version      integer not null,                     -- of the appointment
    kind         text not null check (kind in ('invite', 'change', 'cancellation', 'reminder')),
    mobile       text not null default '',             -- '' : no number
    session_id   text not null,
    district     text not null,
    language     text not null,
    state        text not null check (state in ('no-number', 'scheduled', 'queued', 'submitting', 'in-doubt', 'submitted',
                                                'delivered', 'undelivered', 'refused', 'expired', 'cancelled')),
    state_at     timestamptz not null,
    made_at      timestamptz not null,
    due_at       timestamptz not null,
    send_by      timestamptz not null,
    expires_at   timestamptz not null,
    gateway      text,
    template     text,                                 -- DLT template id, once composed
    text         text,                                 -- frozen when composed
    segments     smallint,
    reference    text,                                 -- of the latest attempt
    tries        integer not null default 0,
    next_try_at  timestamptz,                          -- real time: back-off, or waiting time of an attempt in doubt
    lease_until  timestamptz,                          -- real time
    dead         boolean not null default false,       -- a mark, not a state
    last_error   text,
    back_to      text,                                 -- while it is being called about: the state it had before, null: it never was
    unique (person_id, version, kind, mobile)
);
create index notice_release on notice (send_by, district, due_at) where state = 'scheduled';
create index notice_open on notice (state, lease_until) where state in ('queued', 'submitting', 'in-doubt');
create index notice_unreached on notice (send_by) where state in ('undelivered', 'refused', 'no-number') and not dead;  -- to be called
create index notice_session on notice (session_id);

create table attempt (
    reference    text primary key,                     -- the hub's own, unguessable; sent to the gateway
    notice_id    bigint not null references notice,
    gateway      text not null,
    number       smallint not null,
    state        text not null check (state in ('submitting', 'in-doubt', 'submitted', 'temporary', 'refused')),
    tries        integer not null default 1,
    began_at     timestamptz not null,                 -- stored before the first submit
    answered_at  timestamptz,
    answer       text,                                 -- gateway's words, numbers masked
    gateway_id   text,
    doubt_since  timestamptz,                          -- real time: since when its outcome is not known
    possibly_twice boolean not null default false      -- sent again after an unknown outcome
);
create index attempt_notice on attempt (notice_id);
create index attempt_gateway_id on attempt (gateway, gateway_id) where gateway_id is not null;

-- What a gateway reports, named by our reference or, where it does not give that back, by its own id (and the number, where it
-- gives several messages one id).
create table receipt (
    receipt_id  bigint generated always as identity primary key,
    gateway     text not null,
    reference   text not null default '',
    gateway_id  text not null default '',              -- only where there is no reference
    mobile      text not null default '',              -- only where there is no reference
    status      text not null,                         -- DELIVRD, UNDELIV, EXPIRED, REJECTD, UNKNOWN, ACCEPTED (by the operator)
    error       text,
    reported_at timestamptz,
    received_at timestamptz not null,
    outcome     text not null check (outcome in ('parked', 'applied', 'repeated', 'too-late', 'informative')),
    unique (gateway, reference, gateway_id, mobile, status)
);
create index receipt_parked on receipt (reference) where outcome = 'parked';
create index receipt_parked_id on receipt (gateway, gateway_id) where outcome = 'parked' and reference = '';

-- What gateways that do not call are still to be asked about: a row for each of their ids, until all is known of it.
create table receipt_report (
    gateway    text        not null,
    gateway_id text        not null,
    asked      integer     not null default 0,
    failures   integer     not null default 0,         -- in a row
    since      timestamptz not null default now(),     -- real time
    due_at     timestamptz not null,                   -- real time; a question under way is due again after its lease
    last_error text,                                   -- masked
    primary key (gateway, gateway_id)
);
create index receipt_report_due on receipt_report (gateway, due_at);

-- One row a (template, gateway): the first notices go out alone, the rest when receipts show that they arrive.
create table canary (
    template   text not null,
    gateway    text not null,
    state      text not null check (state in ('probing', 'passed', 'stopped')),
    sent       integer not null default 0,
    probes     bigint[] not null default '{}',         -- the notices that went out alone
    began_at   timestamptz,                            -- real time from which their receipts are waited for
    decided_at timestamptz,
    decided_by text,
    primary key (template, gateway)
);

-- Submits of a calendar day of India (real time), for gateways with a limit a day.
create table gateway_day (
    gateway text    not null,
    day     date    not null,
    submits bigint  not null,
    primary key (gateway, day)
);

-- scope: 'all', 'gateway:<id>', 'district:<slug>', 'template:<id>'. A row present = nothing is released there.
create table stop_switch (
    scope      text primary key,
    reason     text not null,
    by_whom    text not null,
    since      timestamptz not null
);

-- ---------------------------------------------------------------- call sheets, attendance
create table callsheet (
    session_id text primary key references session,
    revision   integer not null,
    digest     text not null,
    people     integer not null,
    opened_at  timestamptz not null,
    revised_at timestamptz not null,
    closed_at  timestamptz
);
create table callsheet_entry (
    session_id   text not null references callsheet,
    person_id    bigint not null,
    reason       text not null check (reason in ('no-number', 'refused', 'undelivered', 'expired', 'in-doubt', 'no-receipt')),
    notice_state text not null,
    last_change  timestamptz not null,
    result       text check (result in ('reached', 'will-come', 'cannot', 'wrong-number', 'no-answer')),
    remark       text,
    result_by    text,
    result_at    timestamptz,
    primary key (session_id, person_id)
);

create table attendance (
    session_id  text not null,
    person_id   bigint not null,
    status      text not null check (status in ('arrived', 'vaccinated', 'absent', 'deferred', 'refused')),
    at          timestamptz not null,
    remark      text,
    recorded_at timestamptz not null,
    primary key (session_id, person_id, status)
);
create index attendance_person on attendance (person_id);

-- One attendance file or HTTP call. Its rows are here before the file is moved away; they are judged from here.
create table attendance_report (
    report_id   bigint generated always as identity primary key,
    source      text not null,                         -- endpoint id, or 'api'
    sent_by     text not null,                         -- endpoint id, or the officer
    district    text,                                  -- slug; whose sessions it may speak of. null: all (an officer of the state)
    sites       text[],                                -- of these sites only; null: all of the district
    file_name   text not null,
    size_bytes  bigint not null,
    modified_at timestamptz not null,
    header      jsonb,                                 -- the header's words, as they stood
    state       text not null check (state in ('taken', 'loaded', 'failed')),
    taken_at    timestamptz not null,
    settled_at  timestamptz,
    tries       integer not null default 0,
    lease_until timestamptz,                           -- real time: released or under way
    failure     text,
    rows_read     integer not null default 0,
    rows_recorded integer not null default 0,
    rows_repeated integer not null default 0,
    rows_rejected integer not null default 0,
    rejects_state text not null default 'none' check (rejects_state in ('none', 'due', 'returned', 'dead')),
    rejects_tries integer not null default 0,
    rejects_lease_until timestamptz,                   -- real time: released, or not before
    unique (source, file_name, size_bytes, modified_at)
);
create index attendance_report_open on attendance_report (report_id) where state = 'taken' or rejects_state = 'due';

create table attendance_row (
    report_id bigint  not null references attendance_report,
    line      integer not null,
    original  jsonb   not null,                        -- all fields of the row as they stood
    outcome   text check (outcome in ('recorded', 'repeated', 'rejected')),
    reject_column  text,
    reject_value   text,
    reject_reason  text,
    reject_message text,
    primary key (report_id, line)
);

-- ---------------------------------------------------------------- dead letters, alarms, history
create table dead_letter (
    dead_letter_id  bigint generated always as identity primary key,
    queue           text not null,                     -- where it failed: extract.load, roster.push.patna, sms.submit …
    kind            text not null check (kind in ('extract', 'roster', 'callsheet', 'notice', 'receipt', 'attendance', 'other')),
    subject         text not null,                     -- id in the ledger (extract, push, notice …)
    district        text,
    reason          text not null,                     -- class, in plain words' key
    last_error      text not null,                     -- masked
    attempts        integer not null,
    first_failed_at timestamptz not null,
    last_failed_at  timestamptz not null,
    state           text not null check (state in ('open', 'retried', 'settled', 'discarded')),
    state_at        timestamptz not null,
    by_whom         text,
    comment         text,
    shadow_sent_at  timestamptz                        -- real time: when its message was last put on DLQ.…
);
create unique index dead_letter_open on dead_letter (kind, subject) where state in ('open', 'retried');

create table dead_letter_event (
    event_id       bigint generated always as identity primary key,
    dead_letter_id bigint not null references dead_letter,
    at             timestamptz not null,
    what           text not null,
    actor          text not null,
    detail         text
);

create table alarm (
    alarm_id   bigint generated always as identity primary key,
    kind       text not null,
    subject    text not null,
    message    text not null,
    since      timestamptz not null,
    cleared_at timestamptz
);
create unique index alarm_standing on alarm (kind, subject) where cleared_at is null;

-- What happened to one person, beyond what the tables above already tell: held, released, moved, decisions, calls.
create table ledger_entry (
    entry_id   bigint generated always as identity primary key,
    at         timestamptz not null,
    step       text not null,                          -- route id, e.g. load-extract
    what       text not null,                          -- one sentence, no name, no number
    person_id  bigint,
    session_id text,
    actor      text not null
);
create index ledger_entry_person on ledger_entry (person_id) where person_id is not null;

-- Append only: who decided about a day's sessions, with the numbers as they stood then.
create table evening_signature (
    signature_id bigint generated always as identity primary key,
    session_date date    not null,
    district     text    not null,                     -- slug; '' : the state
    go           boolean not null,
    comment      text,
    officer      text    not null,
    at           timestamptz not null,
    numbers      jsonb   not null,
    verdict      jsonb   not null
);
create index evening_signature_of on evening_signature (session_date, district);

create table balance_count (
    counted_at timestamptz not null,
    balance    text not null,                          -- people, extracts, notices, call-sheets, lists
    holds      boolean not null,
    expected   bigint not null,
    found      bigint not null,
    parts      json not null,                      -- in the order of the equation
    offenders  jsonb not null,                         -- ids of what does not agree, at most 100
    primary key (balance)
);

-- ---------------------------------------------------------------- access
create table officer (
    username      text primary key,
    password_hash text not null,
    role          text not null check (role in ('administrator', 'state-operator', 'district-officer', 'site-in-charge', 'viewer', 'auditor')),
    district      text,                                -- slug; of district officers and sites in charge
    site_code     text,                                -- of sites in charge
    must_change   boolean not null default false,
    created_at    timestamptz not null
);

-- Who looked at, exported or changed what, and who logged in. Committed before the work begins; only its outcome comes later.
create table audit_entry (
    entry_id bigint generated always as identity primary key,
    at       timestamptz not null,
    real_at  timestamptz not null default clock_timestamp(),  -- real time
    actor    text not null,
    role     text,                                     -- as it was then; null: nobody was logged in
    what     text not null check (what ~ '^(login|looked|exported|changed)[.]'),  -- its words: audit.<what>
    subject  text not null default '',                 -- ids; no names, no numbers
    address  text not null,                            -- method and pattern
    outcome  text not null check (outcome in ('begun', 'done', 'refused', 'failed')),
    detail   text,
    form     text,                                     -- key of the form or request; sent again it does nothing
    unique (actor, form)
);
create index audit_actor on audit_entry (actor, entry_id);
create function keep_audit_entry() returns trigger language plpgsql as $$
begin
    if tg_op = 'DELETE' or (new.entry_id, new.at, new.actor, new.role, new.what, new.subject, new.address, new.form)
                           is distinct from (old.entry_id, old.at, old.actor, old.role, old.what, old.subject, old.address, old.form) then
        raise exception 'the audit trail is not changed';
    end if;
    return new;
end $$;
create trigger audit_entry_kept before update or delete on audit_entry for each row execute function keep_audit_entry();

-- The movable domain clock of sandbox and drill survives a restart. One row, or none where domain time is real time.
create table domain_clock (
    only_row   boolean primary key default true check (only_row),
    at         timestamptz not null
);
