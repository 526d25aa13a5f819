//! Types that contain themselves.

use std::collections::{HashMap, HashSet};

use super::interface::Interface;
use super::problem::problem;
use crate::diagnostic::{Code, Diagnostics};
use crate::ir::{Kind, Name, Type};

/// Finds the members whose types contain the type that they are in: their values are
/// boxed. If no member on the way is optional or an array, no finite value exists: the
/// member is treated as optional.
pub(super) fn check(interface: &mut Interface, diagnostics: &mut Diagnostics) {
    let graph = Graph::new(interface);
    let all = graph.components(|_| true);
    let required = graph.components(|edge| edge.required);
    let mut endless = Vec::new();
    for (from, edges) in graph.edges.iter().enumerate() {
        for edge in edges {
            let owner = &graph.names[from];
            if all[from] != all[edge.to] {
                continue;
            }
            interface
                .boxed
                .entry(owner.text.clone())
                .or_default()
                .insert(edge.member.text.clone());
            if edge.required && required[from] == required[edge.to] {
                let message = format!(
                    "`{}` always contains itself, through the required member `{}`",
                    owner.text, edge.member.text
                );
                diagnostics.push(problem(
                    Code::InfiniteType,
                    owner,
                    edge.member.span,
                    message,
                ));
                endless.push((owner.text.clone(), edge.member.text.clone()));
            }
        }
    }
    for (owner, member) in endless {
        if let Some(definition) = interface.types.get_mut(&owner)
            && let Kind::Object(object) = &mut definition.kind
        {
            let members = object.members.iter_mut();
            members
                .filter(|m| m.name.text == member)
                .for_each(|m| m.optional = true);
        }
    }
}

/// Which type directly contains which, not through an array.
struct Graph {
    names: Vec<Name>,
    edges: Vec<Vec<Edge>>,
}

struct Edge {
    member: Name,
    to: usize,
    required: bool,
}

impl Graph {
    fn new(interface: &Interface) -> Graph {
        let numbers: HashMap<&str, usize> = interface
            .types
            .keys()
            .enumerate()
            .map(|(i, name)| (name.as_str(), i))
            .collect();
        let edge = |member: &Name, ty: &Type, required| match ty {
            Type::Named(name) => numbers.get(name.as_str()).map(|to| Edge {
                member: member.clone(),
                to: *to,
                required,
            }),
            _ => None,
        };
        let edges = interface
            .types
            .values()
            .map(|definition| match &definition.kind {
                Kind::Enum(_) => Vec::new(),
                Kind::Object(object) => {
                    let members = interface.undescribed_members(object);
                    let members = members
                        .iter()
                        .filter_map(|m| edge(&m.name, &m.ty, !m.optional));
                    let branches = object
                        .branches
                        .iter()
                        .filter_map(|b| edge(&b.value, &b.ty, false));
                    members.chain(branches).collect()
                }
                Kind::Alternate(alternatives) => alternatives
                    .iter()
                    .filter_map(|a| edge(&a.name, &a.ty, false))
                    .collect(),
            });
        Graph {
            edges: edges.collect(),
            names: interface
                .types
                .values()
                .map(|definition| definition.name.clone())
                .collect(),
        }
    }

    /// The number of each type's group. Types that contain one another have the same.
    ///
    /// This is Tarjan's algorithm with an explicit stack, so that its depth has no limit.
    fn components(&self, follow: impl Fn(&Edge) -> bool) -> Vec<usize> {
        let unseen = usize::MAX;
        let mut order = vec![unseen; self.edges.len()];
        let mut low = order.clone();
        let mut group = order.clone();
        let mut stack = Vec::new();
        let mut on_stack = HashSet::new();
        let mut next = 0;
        for root in 0..self.edges.len() {
            if order[root] != unseen {
                continue;
            }
            let mut calls = vec![(root, 0)];
            while let Some((at, edge)) = calls.pop() {
                if edge == 0 {
                    order[at] = next;
                    low[at] = next;
                    next += 1;
                    stack.push(at);
                    on_stack.insert(at);
                } else if let Some(done) = self.edges[at].get(edge - 1)
                    && on_stack.contains(&done.to)
                {
                    low[at] = low[at].min(low[done.to]);
                }
                let rest = self.edges[at].iter().enumerate().skip(edge);
                let next_edge = rest
                    .filter(|(_, e)| follow(e))
                    .map(|(i, e)| (i, e.to))
                    .next();
                match next_edge {
                    Some((i, to)) => {
                        calls.push((at, i + 1));
                        if order[to] == unseen {
                            calls.push((to, 0));
                        }
                    }
                    None if low[at] == order[at] => {
                        while let Some(member) = stack.pop() {
                            on_stack.remove(&member);
                            group[member] = at;
                            if member == at {
                                break;
                            }
                        }
                    }
                    None => {}
                }
            }
        }
        group
    }
}
