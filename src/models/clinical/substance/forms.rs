//! Substances that are forms of one another by their names: salts, mirror images, what the body makes of one another.

use super::Kinship;

/// What stands behind a base's name.
const SALTS: [&str; 32] = [
    "acetate",
    "ascorbate",
    "besylate",
    "bromide",
    "butylbromide",
    "carbonate",
    "chloride",
    "citrate",
    "dinitrate",
    "disodium",
    "fumarate",
    "gluconate",
    "hydrobromide",
    "hydrochloride",
    "hydroxide",
    "lactate",
    "maleate",
    "mesylate",
    "mononitrate",
    "nitrate",
    "oxide",
    "phosphate",
    "picolinate",
    "polymaltose",
    "potassium",
    "propionate",
    "sodium",
    "succinate",
    "sulfate",
    "sulphate",
    "tartrate",
    "valerate",
];

/// What stands before the name of a mirror image, of the mixture of both, of what it becomes in the body and of what becomes it.
const MIRRORS: [&str; 11] = ["ar", "des", "dex", "dexi", "es", "fos", "iso", "lev", "levo", "rac", "val"];

/// Whoever does not tolerate one salt of these tolerates the next: what does harm is the other half.
const EVERYWHERE: [&str; 2] = ["potassium", "sodium"];

/// How two substances stand to one another by their names alone: another salt or a mirror image is the same, another derivative of the
/// same name is worth a remark.
pub(super) fn kinship_by_name(one: &str, other: &str) -> Kinship {
    let (one, other) = (base(one), base(other));
    let (short, long) = if one.len() <= other.len() { (one, other) } else { (other, one) };
    if EVERYWHERE.contains(&short) || short.len() < 4 {
        return Kinship::Apart;
    }
    if long.split(' ').any(|it| it == short) || long == short {
        return Kinship::Same;
    }
    match long.strip_suffix(short) {
        Some(before) if MIRRORS.contains(&before) => Kinship::Same,
        Some(before) if short.len() > 5 && !before.ends_with(' ') => Kinship::Related,
        _ => Kinship::Apart,
    }
}

/// A name without the salts behind it.
fn base(name: &str) -> &str {
    let mut base = name;
    while let Some((before, _)) = base.rsplit_once(' ').filter(|(_, last)| SALTS.contains(last)) {
        base = before;
    }
    base
}

#[cfg(test)]
mod tests {
    use super::kinship_by_name;
    use crate::models::clinical::substance::Kinship;
    use crate::models::clinical::substance::lexicon::lexicon;

    #[test]
    fn salts_and_mirror_images_are_the_same_and_other_derivatives_are_related() {
        for (one, other, kinship) in [
            ("hyoscine", "hyoscine butylbromide", Kinship::Same),
            ("calcium", "calcium carbonate", Kinship::Same),
            ("calcium gluconate", "calcium carbonate", Kinship::Same),
            ("levosalbutamol", "salbutamol", Kinship::Same),
            ("cetirizine", "levocetirizine", Kinship::Same),
            ("loratadine", "desloratadine", Kinship::Same),
            ("hydroxychloroquine", "chloroquine phosphate", Kinship::Related),
            ("prednisolone", "methylprednisolone", Kinship::Related),
            ("sodium chloride", "sodium bicarbonate", Kinship::Apart),
            ("zinc", "zincovit", Kinship::Apart),
            ("metformin", "paracetamol", Kinship::Apart),
        ] {
            assert_eq!((kinship_by_name(one, other), kinship_by_name(other, one)), (kinship, kinship), "{one}, {other}");
        }
    }

    /// Whatever row is added: a substance that begins with the name of another is warned of with it.
    #[test]
    fn no_salt_of_a_substance_in_the_files_is_passed_over() {
        let medicines = || lexicon().substances.iter().filter(|it| !it.is_outside).map(|it| it.name.as_str());
        for one in medicines().filter(|it| it.len() > 3 && !it.contains(' ') && *it != "sodium" && *it != "potassium") {
            for other in medicines().filter(|it| it.starts_with(&format!("{one} "))) {
                assert_eq!(kinship_by_name(one, other), Kinship::Same, "{one}, {other}");
            }
        }
    }
}
