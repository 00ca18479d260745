//! The examples themselves. The words stand in the locale files, where people read and review them.

use domain::journal::LifeDomain;
use locale::Texts;

/// A goal with its steps, to begin from.
#[derive(Clone, PartialEq)]
pub(super) struct Example {
    /// Its name in an address.
    pub(super) key: &'static str,
    /// Where it belongs.
    pub(super) domain: LifeDomain,
    /// The goal.
    pub(super) title: &'static str,
    /// Its steps, smallest first.
    pub(super) steps: [&'static str; 3],
}

impl Example {
    /// Nothing filled in: for a form that was not taken and holds its own words.
    pub(super) fn blank() -> Self {
        example("", LifeDomain::Work, "", ["", "", ""])
    }
}

fn example(
    key: &'static str,
    domain: LifeDomain,
    title: &'static str,
    steps: [&'static str; 3],
) -> Example {
    Example {
        key,
        domain,
        title,
        steps,
    }
}

/// Every example, by life domain.
pub(super) fn examples(texts: &Texts) -> [Example; 16] {
    [
        example(
            "work_look",
            LifeDomain::Work,
            texts.example_work_look(),
            [
                texts.example_work_look_first(),
                texts.example_work_look_then(),
                texts.example_work_look_last(),
            ],
        ),
        example(
            "work_early",
            LifeDomain::Work,
            texts.example_work_early(),
            [
                texts.example_work_early_first(),
                texts.example_work_early_then(),
                texts.example_work_early_last(),
            ],
        ),
        example(
            "work_apply",
            LifeDomain::Work,
            texts.example_work_apply(),
            [
                texts.example_work_apply_first(),
                texts.example_work_apply_then(),
                texts.example_work_apply_last(),
            ],
        ),
        example(
            "learning_open",
            LifeDomain::Learning,
            texts.example_learning_open(),
            [
                texts.example_learning_open_first(),
                texts.example_learning_open_then(),
                texts.example_learning_open_last(),
            ],
        ),
        example(
            "learning_part",
            LifeDomain::Learning,
            texts.example_learning_part(),
            [
                texts.example_learning_part_first(),
                texts.example_learning_part_then(),
                texts.example_learning_part_last(),
            ],
        ),
        example(
            "learning_drive",
            LifeDomain::Learning,
            texts.example_learning_drive(),
            [
                texts.example_learning_drive_first(),
                texts.example_learning_drive_then(),
                texts.example_learning_drive_last(),
            ],
        ),
        example(
            "housing_list",
            LifeDomain::Housing,
            texts.example_housing_list(),
            [
                texts.example_housing_list_first(),
                texts.example_housing_list_then(),
                texts.example_housing_list_last(),
            ],
        ),
        example(
            "housing_calm",
            LifeDomain::Housing,
            texts.example_housing_calm(),
            [
                texts.example_housing_calm_first(),
                texts.example_housing_calm_then(),
                texts.example_housing_calm_last(),
            ],
        ),
        example(
            "money_post",
            LifeDomain::Money,
            texts.example_money_post(),
            [
                texts.example_money_post_first(),
                texts.example_money_post_then(),
                texts.example_money_post_last(),
            ],
        ),
        example(
            "money_plan",
            LifeDomain::Money,
            texts.example_money_plan(),
            [
                texts.example_money_plan_first(),
                texts.example_money_plan_then(),
                texts.example_money_plan_last(),
            ],
        ),
        example(
            "health_sleep",
            LifeDomain::Health,
            texts.example_health_sleep(),
            [
                texts.example_health_sleep_first(),
                texts.example_health_sleep_then(),
                texts.example_health_sleep_last(),
            ],
        ),
        example(
            "health_move",
            LifeDomain::Health,
            texts.example_health_move(),
            [
                texts.example_health_move_first(),
                texts.example_health_move_then(),
                texts.example_health_move_last(),
            ],
        ),
        example(
            "relations_people",
            LifeDomain::Relations,
            texts.example_relations_people(),
            [
                texts.example_relations_people_first(),
                texts.example_relations_people_then(),
                texts.example_relations_people_last(),
            ],
        ),
        example(
            "relations_talk",
            LifeDomain::Relations,
            texts.example_relations_talk(),
            [
                texts.example_relations_talk_first(),
                texts.example_relations_talk_then(),
                texts.example_relations_talk_last(),
            ],
        ),
        example(
            "leisure_hobby",
            LifeDomain::Leisure,
            texts.example_leisure_hobby(),
            [
                texts.example_leisure_hobby_first(),
                texts.example_leisure_hobby_then(),
                texts.example_leisure_hobby_last(),
            ],
        ),
        example(
            "leisure_team",
            LifeDomain::Leisure,
            texts.example_leisure_team(),
            [
                texts.example_leisure_team_first(),
                texts.example_leisure_team_then(),
                texts.example_leisure_team_last(),
            ],
        ),
    ]
}
