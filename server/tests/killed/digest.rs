//! Everything that mail leaves in the database, without what only names or dates a row
//! here, so that two databases can be compared.

use std::collections::BTreeMap;

use sqlx::PgConnection;

/// What is compared, and how it is read: one line for each thing.
const QUERIES: [(&str, &str); 8] = [
    (
        "messages",
        "select concat_ws('|', i.external_id, i.direction, i.occurred_at, i.subject, md5(i.body), i.language,
           i.recipients, i.attachments, i.own_parts, m.file_name, i.deleted_at,
           (select string_agg(concat_ws(' ', r.external_id, p.role), ',' order by r.external_id, p.role)
            from participants p join source_records r on r.id = p.source_record_id
            where p.interaction_id = i.id))
         from interactions i left join imports m on m.id = i.import_id",
    ),
    (
        "threads",
        "select string_agg(external_id, ' ' order by external_id) from interactions group by thread_id",
    ),
    (
        "records",
        "select concat_ws('|', r.origin, r.external_id, r.raw, r.fields, r.is_person, r.source_updated_at,
           r.evidence, c.email, l.rule)
         from source_records r
         left join identity_links l on l.source_record_id = r.id
         left join contacts c on c.id = l.contact_id",
    ),
    (
        "contacts",
        "select concat_ws('|', c.email, c.name, c.given_name, c.family_name, c.title, k.name, c.score > 0,
           c.inbound_count, c.outbound_count, c.first_contact_at, c.last_contact_at, c.unanswered,
           (select string_agg(concat_ws(' ', kind, value, label, raw), ',' order by kind, value)
            from contact_points p where p.contact_id = c.id))
         from contacts c left join companies k on k.id = c.company_id",
    ),
    (
        "companies",
        "select concat_ws('|', name, domain, contact_count, interaction_count) from companies",
    ),
    (
        "statements",
        "select concat_ws('|', m.file_name, s.address, s.raw, s.fields, s.said_at)
         from import_statements s join imports m on m.id = s.import_id",
    ),
    (
        "signatures",
        "select concat_ws('|', m.file_name, s.address, s.block, s.person, s.first_at, s.last_at, s.message)
         from signatures s join imports m on m.id = s.import_id",
    ),
    (
        "not imported",
        "select concat_ws('|', m.file_name, r.container, r.place, r.outcome, r.reason, r.subject, r.sender)
         from import_rejections r join imports m on m.id = r.import_id
         union all
         select concat_ws('|', m.file_name, 'known', i.external_id)
         from import_known k join imports m on m.id = k.import_id join interactions i on i.id = k.interaction_id",
    ),
];

/// By what is compared: each line, and how often it is there.
pub struct Digest(BTreeMap<&'static str, BTreeMap<String, usize>>);

impl Digest {
    pub async fn of(connection: &mut PgConnection) -> Self {
        let mut digest = BTreeMap::new();
        for (name, query) in QUERIES {
            let lines: Vec<String> = sqlx::query_scalar(query)
                .fetch_all(&mut *connection)
                .await
                .unwrap();
            let counted: &mut BTreeMap<String, usize> = digest.entry(name).or_default();
            for line in lines {
                *counted.entry(line).or_default() += 1;
            }
        }
        Self(digest)
    }

    /// Says of the first difference what is lost and what is too much.
    pub fn assert_same(&self, other: &Self) {
        for (name, expected) in &self.0 {
            let found = &other.0[name];
            let lost: Vec<&String> = expected
                .keys()
                .filter(|line| expected[*line] > count(found, line))
                .collect();
            let more: Vec<&String> = found
                .keys()
                .filter(|line| found[*line] > count(expected, line))
                .collect();
            assert!(
                lost.is_empty() && more.is_empty(),
                "{name}: {} lost, {} too many\nlost: {:#?}\ntoo many: {:#?}",
                lost.len(),
                more.len(),
                &lost[..lost.len().min(5)],
                &more[..more.len().min(5)],
            );
        }
    }

    pub fn lines(&self, name: &str) -> usize {
        self.0[name].len()
    }
}

fn count(lines: &BTreeMap<String, usize>, line: &str) -> usize {
    lines.get(line).copied().unwrap_or_default()
}
