//! Which nodes of a graph have a source outside of every circle that they stand in.

/// By node: whether it is known to have a source, or comes after a node outside its own circle. `before`: the nodes that each
/// comes after. A node stands in a circle with those that it comes after and that come after it.
pub(in crate::life) fn sources(before: &[Vec<usize>], known: &[bool]) -> Vec<bool> {
    let mut circles =
        Circles { circle: vec![None; before.len()], low: vec![0; before.len()], next: 0, open: Vec::new() };
    let mut number = 0;
    for node in 0..before.len() {
        circles.from(node, before, &mut number);
    }
    let circle = |node: usize| circles.circle.get(node).copied().flatten();
    let mut has_source = vec![false; number];
    for (node, list) in before.iter().enumerate() {
        let outside = list.iter().any(|other| circle(*other) != circle(node));
        if let Some(has) = circle(node).and_then(|circle| has_source.get_mut(circle)) {
            *has |= outside || known.get(node).copied().unwrap_or_default();
        }
    }
    let of_circle = |node| circle(node).and_then(|circle| has_source.get(circle).copied()).unwrap_or_default();
    (0..before.len()).map(of_circle).collect()
}

/// Tarjan's algorithm, without recursion: a log may be a chain of any length.
struct Circles {
    /// By node: the number of its circle, once it is known.
    circle: Vec<Option<usize>>,
    /// By node: zero where it was not met, else the lowest turn that it comes back to.
    low: Vec<usize>,
    next: usize,
    open: Vec<usize>,
}

impl Circles {
    fn from(&mut self, root: usize, before: &[Vec<usize>], number: &mut usize) {
        // Each node with its turn and the place of the next edge.
        let mut way: Vec<(usize, usize, usize)> = Vec::new();
        self.enter(root, &mut way);
        while let Some((node, turn, edge)) = way.last_mut() {
            let (node, turn) = (*node, *turn);
            match before.get(node).and_then(|list| list.get(*edge)).copied() {
                Some(other) => {
                    *edge += 1;
                    if self.low.get(other) == Some(&0) {
                        self.enter(other, &mut way);
                    } else if self.circle.get(other) == Some(&None) {
                        self.lower(node, self.low.get(other).copied().unwrap_or(turn));
                    }
                }
                None => {
                    way.pop();
                    let low = self.low.get(node).copied().unwrap_or(turn);
                    if let Some((parent, _, _)) = way.last() {
                        self.lower(*parent, low);
                    }
                    if low == turn {
                        while let Some(member) = self.open.pop() {
                            if let Some(circle) = self.circle.get_mut(member) {
                                *circle = Some(*number);
                            }
                            if member == node {
                                break;
                            }
                        }
                        *number += 1;
                    }
                }
            }
        }
    }

    /// Meets a node for the first time.
    fn enter(&mut self, node: usize, way: &mut Vec<(usize, usize, usize)>) {
        if let Some(low) = self.low.get_mut(node).filter(|low| **low == 0) {
            self.next += 1;
            *low = self.next;
            self.open.push(node);
            way.push((node, self.next, 0));
        }
    }

    fn lower(&mut self, node: usize, to: usize) {
        if let Some(low) = self.low.get_mut(node) {
            *low = (*low).min(to);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::sources;

    #[test]
    fn a_circle_is_no_source_for_itself() {
        // 0 and 1 stand in a circle; 2 comes after 1; 3 comes after itself; 4 comes after nobody; 5 and 6 stand in a circle, 6
        // comes after 4 as well; 7 and 8 stand in a circle, 8 is known.
        let before = [vec![1], vec![0], vec![1], vec![3], vec![], vec![6], vec![5, 4], vec![8], vec![7]];
        let known: Vec<bool> = (0..9).map(|node| node == 8).collect();
        assert_eq!(sources(&before, &known), [false, false, true, false, false, true, true, true, true]);
    }

    #[test]
    fn a_chain_of_any_length_is_walked() {
        let before: Vec<Vec<usize>> = (0..200_000).map(|n| if n == 0 { vec![] } else { vec![n - 1] }).collect();
        let found = sources(&before, &vec![false; before.len()]);
        assert_eq!(found.iter().filter(|has| !**has).count(), 1);
    }
}
