//! What is found out once for all sections of a skeleton.

use super::SkeletonId;

/// For each skeleton, once it was met, what follows from it, if that can be told.
#[derive(Debug)]
pub(crate) struct BySkeleton<T>(Vec<SkeletonValue<T>>);

#[derive(Debug)]
enum SkeletonValue<T> {
    NotMet,
    Nothing,
    Plan(T),
}

impl<T> Default for BySkeleton<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<T> BySkeleton<T> {
    /// Whether it was met.
    pub(crate) fn is_met(&self, skeleton: SkeletonId) -> bool {
        self.0.get(skeleton as usize).is_some_and(|known| !matches!(known, SkeletonValue::NotMet))
    }

    /// What follows from it.
    pub(crate) fn get(&self, skeleton: SkeletonId) -> Option<&T> {
        match self.0.get(skeleton as usize)? {
            SkeletonValue::Plan(plan) => Some(plan),
            SkeletonValue::NotMet | SkeletonValue::Nothing => None,
        }
    }

    /// The same, to change it.
    pub(crate) fn get_mut(&mut self, skeleton: SkeletonId) -> Option<&mut T> {
        match self.0.get_mut(skeleton as usize)? {
            SkeletonValue::Plan(plan) => Some(plan),
            SkeletonValue::NotMet | SkeletonValue::Nothing => None,
        }
    }

    /// It is met, and that is what follows from it.
    pub(crate) fn put(&mut self, skeleton: SkeletonId, plan: Option<T>) {
        let at = skeleton as usize;
        if self.0.len() <= at {
            self.0.resize_with(at + 1, || SkeletonValue::NotMet);
        }
        self.0[at] = plan.map_or(SkeletonValue::Nothing, SkeletonValue::Plan);
    }
}
