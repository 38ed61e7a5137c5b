//! Circles: which nodes of a graph each lead to the other. In two walks, so that the work grows with the graph alone.

/// Which steps of a graph stand in a circle: from their end a way leads back to their beginning.
pub(super) fn in_circles(nodes: usize, steps: &[(usize, usize)]) -> Vec<bool> {
    let mut sorted = steps.to_vec();
    sorted.sort_unstable();
    sorted.dedup();
    let left = order_of_leaving(nodes, &sorted);
    for (from, to) in &mut sorted {
        std::mem::swap(from, to);
    }
    sorted.sort_unstable();
    // Walked backwards from whoever was left last, each walk gathers the nodes that lead to each other.
    let mut circle: Vec<Option<usize>> = vec![None; nodes];
    for start in left.into_iter().rev() {
        let mut open = vec![start];
        while let Some(node) = open.pop() {
            if let Some(unknown @ None) = circle.get_mut(node) {
                *unknown = Some(start);
                open.extend(next(node, &sorted));
            }
        }
    }
    let of = |node: usize| circle.get(node).copied().flatten();
    steps.iter().map(|(from, to)| of(*from) == of(*to)).collect()
}

/// The nodes in the order in which a walk into the depth leaves them.
fn order_of_leaving(nodes: usize, steps: &[(usize, usize)]) -> Vec<usize> {
    let mut entered = vec![false; nodes];
    let mut left = Vec::with_capacity(nodes);
    for start in 0..nodes {
        let mut open = vec![(start, false)];
        while let Some((node, is_done)) = open.pop() {
            if is_done {
                left.push(node);
            } else if let Some(is_new @ false) = entered.get_mut(node) {
                *is_new = true;
                open.push((node, true));
                open.extend(next(node, steps).map(|node| (node, false)));
            }
        }
    }
    left
}

/// Where the sorted steps lead from a node.
fn next(node: usize, steps: &[(usize, usize)]) -> impl Iterator<Item = usize> {
    let first = steps.partition_point(|(from, _)| *from < node);
    let from_here = steps.get(first..).unwrap_or_default().iter().take_while(move |(from, _)| *from == node);
    from_here.map(|(_, to)| *to)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn circling(nodes: usize, steps: &[(usize, usize)]) -> Vec<(usize, usize)> {
        let found = in_circles(nodes, steps);
        steps.iter().zip(found).filter(|(_, circles)| *circles).map(|(step, _)| *step).collect()
    }

    #[test]
    fn only_steps_that_lead_back_stand_in_a_circle() {
        assert_eq!(circling(4, &[(0, 1), (1, 2), (0, 2), (3, 0)]), []);
        assert_eq!(circling(2, &[(0, 0), (0, 1)]), [(0, 0)]);
        // Two circles, a way from one to the other, and a way into the first.
        let steps = [(0, 1), (1, 0), (1, 2), (2, 3), (3, 4), (4, 2), (5, 0), (3, 2)];
        assert_eq!(circling(6, &steps), [(0, 1), (1, 0), (2, 3), (3, 4), (4, 2), (3, 2)]);
    }

    #[test]
    fn every_small_graph_is_judged_as_by_following_each_way() {
        let all: Vec<(usize, usize)> = (0..3).flat_map(|from| (0..3).map(move |to| (from, to))).collect();
        for chosen in 0..1_u32 << all.len() {
            let steps: Vec<(usize, usize)> =
                all.iter().enumerate().filter(|(n, _)| chosen >> n & 1 == 1).map(|(_, step)| *step).collect();
            let leads = |from: usize, to: usize| {
                let mut reached = vec![from];
                for _ in 0..3 {
                    reached = steps
                        .iter()
                        .filter(|(f, _)| reached.contains(f))
                        .map(|(_, t)| *t)
                        .chain(reached.clone())
                        .collect();
                }
                reached.contains(&to)
            };
            let wanted: Vec<(usize, usize)> = steps.iter().filter(|(from, to)| leads(*to, *from)).copied().collect();
            assert_eq!(circling(3, &steps), wanted, "{steps:?}");
        }
    }

    #[test]
    fn a_long_chain_is_walked_without_deep_recursion() {
        let chain: Vec<(usize, usize)> = (0..100_000).map(|n| (n, n + 1)).collect();
        assert_eq!(circling(100_001, &chain), []);
        let mut ring = chain.clone();
        ring.push((100_000, 0));
        assert_eq!(circling(100_001, &ring).len(), 100_001);
    }
}
