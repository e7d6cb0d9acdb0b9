//! The people of an organisation, each with their places.

use diesel::prelude::*;

use super::permission::{Permission, parse_permissions};
use super::{GivenPlace, Held, Member, Practice, Reach, Role};
use crate::db::Db;
use crate::db::ids::{ClinicId, ProfileId, UserId};
use crate::db::statement::Among;
use crate::models::values::Phone;
use crate::schema::organisation::{clinic_members, clinics, doctors, profiles};

/// A member at one of their places.
#[derive(Queryable)]
struct MemberAtPlace {
    id: ProfileId,
    user: Option<UserId>,
    full_name: String,
    phone: Option<String>,
    email: Option<String>,
    clinic: ClinicId,
    clinic_name: String,
    role: Role,
    permissions: String,
    active: bool,
    /// Nothing for whoever is no doctor.
    practice: Option<Practice>,
}

/// How many places are read at most.
const MOST: i64 = 10_000;

impl Member {
    /// Everybody with a place within reach, by name, in one query.
    pub fn all(db: &mut Db, reach: &Reach) -> QueryResult<Vec<Member>> {
        let mut members = Member::load(db, None)?;
        members.retain(|it| it.is_within(reach));
        Ok(members)
    }

    /// One of them, with every place of theirs.
    pub fn within(db: &mut Db, reach: &Reach, id: ProfileId) -> QueryResult<Member> {
        let member = Member::find(db, id)?;
        if member.is_within(reach) { Ok(member) } else { Err(diesel::result::Error::NotFound) }
    }

    pub(super) fn find(db: &mut Db, id: ProfileId) -> QueryResult<Member> {
        Member::load(db, Some(id))?.into_iter().next().ok_or(diesel::result::Error::NotFound)
    }

    fn is_within(&self, reach: &Reach) -> bool {
        reach.clinics().is_none_or(|clinics| self.places.iter().any(|place| clinics.contains(&place.clinic)))
    }

    /// Their places, as they would be given.
    pub fn given_places(&self) -> Vec<GivenPlace> {
        self.places.iter().map(|it| GivenPlace { clinic: it.clinic, role: it.role, permissions: it.permissions.clone() }).collect()
    }

    fn load(db: &mut Db, only: Option<ProfileId>) -> QueryResult<Vec<Member>> {
        let mut query = clinic_members::table
            .inner_join(profiles::table.left_join(doctors::table))
            .inner_join(clinics::table)
            .filter(clinic_members::role.ne(Role::Patient))
            .filter(profiles::deleted_at.is_null())
            .limit(MOST)
            .select((
                profiles::id,
                profiles::user_id,
                profiles::full_name,
                profiles::phone,
                profiles::email,
                clinics::id,
                clinics::name,
                clinic_members::role,
                clinic_members::permissions,
                clinic_members::active,
                (doctors::licence, doctors::specialisation, doctors::qualification, doctors::system_of_medicine, doctors::fee).nullable(),
            ))
            .into_boxed();
        if let Some(id) = only {
            query = query.filter(profiles::id.eq(id));
        }
        let mut rows: Vec<MemberAtPlace> = query.load(db)?;
        // Sorted here: by the columns of several tables the server would make a table for it.
        rows.sort_by(|a, b| {
            let [a, b] = [a, b].map(|it| (it.full_name.to_lowercase(), it.id, &it.clinic_name, it.role.as_str()));
            a.cmp(&b)
        });
        let mut members: Vec<Member> = Vec::new();
        for row in rows {
            let permissions = parse_permissions(&row.permissions);
            let place = Held { clinic: row.clinic, clinic_name: row.clinic_name, role: row.role, permissions, active: row.active };
            if let Some(last) = members.last_mut().filter(|it| it.id == row.id) {
                last.places.push(place);
                continue;
            }
            let practice = row.practice.unwrap_or_else(Practice::none);
            members.push(Member {
                id: row.id,
                user: row.user,
                full_name: row.full_name,
                phone: row.phone,
                email: row.email,
                licence: practice.licence,
                specialisation: practice.specialisation,
                qualification: practice.qualification,
                system_of_medicine: practice.system_of_medicine,
                fee: practice.fee,
                places: vec![place],
            });
        }
        Ok(members)
    }

    /// The accounts of those who run the organisation.
    pub fn admins(db: &mut Db) -> QueryResult<Vec<UserId>> {
        let accounts: Vec<Option<UserId>> = clinic_members::table
            .inner_join(profiles::table)
            .filter(clinic_members::role.eq(Role::Admin))
            .filter(clinic_members::active.eq(true))
            .filter(profiles::deleted_at.is_null())
            .select(profiles::user_id)
            .distinct()
            .limit(100)
            .load(db)?;
        Ok(accounts.into_iter().flatten().collect())
    }

    /// The accounts of those who hold a permission at a clinic, admins included.
    pub fn holding(db: &mut Db, clinic: ClinicId, permission: Permission) -> QueryResult<Vec<UserId>> {
        let here: Vec<(Option<UserId>, Role, String)> = clinic_members::table
            .inner_join(profiles::table)
            .filter(clinic_members::clinic_id.eq(clinic))
            .filter(clinic_members::role.among([Role::Staff, Role::Admin]))
            .filter(clinic_members::active.eq(true))
            .filter(profiles::deleted_at.is_null())
            .select((profiles::user_id, clinic_members::role, clinic_members::permissions))
            .limit(200)
            .load(db)?;
        let holds = |role: Role, permissions: &str| role == Role::Admin || parse_permissions(permissions).contains(&permission);
        let mut accounts: Vec<UserId> =
            here.into_iter().filter(|(_, role, permissions)| holds(*role, permissions)).filter_map(|(user, ..)| user).collect();
        accounts.sort();
        accounts.dedup();
        Ok(accounts)
    }

    /// Whether they may work anywhere here now.
    pub fn is_active(&self) -> bool {
        self.places.iter().any(|it| it.active)
    }

    pub fn is_doctor(&self) -> bool {
        self.places.iter().any(|it| it.role == Role::Doctor)
    }

    pub fn phone(&self) -> Option<Phone> {
        self.phone.as_deref().map(Phone::stored)
    }
}
