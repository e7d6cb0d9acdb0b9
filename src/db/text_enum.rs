//! A closed set of words, stored as text and checked by the database too.

/// Declares an enum whose variants are stored as the given words, with `ALL`, `as_str`, `FromStr`, serde and diesel's traits.
/// `keys "stand";` before it gives each variant its Fluent key, `stand-no-show`, and a form its `choices`.
#[macro_export]
macro_rules! text_enum {
    (keys $prefix:literal;
     $(#[$doc:meta])* $name:ident { $($(#[$vdoc:meta])* $variant:ident = $text:literal),* $(,)? }) => {
        $crate::text_enum! { $(#[$doc])* $name { $($(#[$vdoc])* $variant = $text),* } }

        impl $name {
            /// The Fluent key of its word.
            pub const fn key(self) -> &'static str {
                match self {
                    $($name::$variant => {
                        const KEY: [u8; concat!($prefix, "-", $text).len()] = $crate::db::text_enum::dashed(concat!($prefix, "-", $text));
                        $crate::db::text_enum::word(&KEY)
                    })*
                }
            }

            /// Every value as a form offers it: what is sent, and the Fluent key of its word.
            #[allow(clippy::allow_attributes, dead_code, reason = "not every set is offered by a form")]
            pub fn choices() -> Vec<(&'static str, &'static str)> {
                $name::ALL.iter().map(|it| (it.as_str(), it.key())).collect()
            }
        }
    };
    ($(#[$doc:meta])* $name:ident { $($(#[$vdoc:meta])* $variant:ident = $text:literal),* $(,)? }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, diesel::expression::AsExpression, diesel::deserialize::FromSqlRow)]
        #[diesel(sql_type = diesel::sql_types::Text)]
        pub enum $name { $($(#[$vdoc])* $variant),* }

        impl $name {
            /// Every value, in the order of declaration.
            pub const ALL: &'static [$name] = &[$($name::$variant),*];

            /// The word that stands for it in the database and in forms.
            pub fn as_str(self) -> &'static str {
                match self { $($name::$variant => $text),* }
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.as_str())
            }
        }

        impl std::str::FromStr for $name {
            type Err = ();
            fn from_str(text: &str) -> Result<Self, ()> {
                match text { $($text => Ok($name::$variant),)* _ => Err(()) }
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.as_str())
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let text = <String as serde::Deserialize>::deserialize(deserializer)?;
                text.parse().map_err(|()| serde::de::Error::custom(concat!("not a ", stringify!($name))))
            }
        }

        impl diesel::serialize::ToSql<diesel::sql_types::Text, diesel::mysql::Mysql> for $name {
            fn to_sql<'b>(&'b self, out: &mut diesel::serialize::Output<'b, '_, diesel::mysql::Mysql>) -> diesel::serialize::Result {
                <str as diesel::serialize::ToSql<diesel::sql_types::Text, diesel::mysql::Mysql>>::to_sql(self.as_str(), out)
            }
        }

        impl diesel::deserialize::FromSql<diesel::sql_types::Text, diesel::mysql::Mysql> for $name {
            fn from_sql(value: <diesel::mysql::Mysql as diesel::backend::Backend>::RawValue<'_>) -> diesel::deserialize::Result<Self> {
                let text = <String as diesel::deserialize::FromSql<diesel::sql_types::Text, diesel::mysql::Mysql>>::from_sql(value)?;
                text.parse().map_err(|()| format!(concat!("not a ", stringify!($name), ": {}"), text).into())
            }
        }
    };
}

/// The bytes of a text with dashes for underscores, as Fluent's keys are written.
#[must_use]
pub const fn dashed<const N: usize>(text: &str) -> [u8; N] {
    let (mut bytes, mut at) = ([0; N], 0);
    while at < N {
        let byte = text.as_bytes()[at];
        bytes[at] = if byte == b'_' { b'-' } else { byte };
        at += 1;
    }
    bytes
}

/// The text of bytes that [`dashed`] made.
#[must_use]
pub const fn word(bytes: &'static [u8]) -> &'static str {
    match std::str::from_utf8(bytes) {
        Ok(word) => word,
        Err(_) => "",
    }
}

#[cfg(test)]
mod tests {
    text_enum! {
        keys "weather";
        /// Two words and one.
        Weather { Fair = "fair", HeavyRain = "heavy_rain" }
    }

    #[test]
    fn a_key_is_its_prefix_and_the_word_with_dashes() {
        assert_eq!(Weather::choices(), [("fair", "weather-fair"), ("heavy_rain", "weather-heavy-rain")]);
    }
}
