//! The syntax of extended regular expressions, as the C library's parser (`posix/regcomp.c`) goes through it.

use super::bracket::{self, Set, Wide};

/// How often an interval may repeat (`RE_DUP_MAX`).
const MAX_REPEATS: u16 = 0x7fff;
/// Groups and repetitions in each other. The C library sets no limit; nobody writes so many.
const MAX_NESTING: u32 = 200;

/// A part of an expression.
#[derive(Debug)]
pub(super) enum Node {
    /// One character of these.
    One(Set),
    /// A place that takes no text.
    At(Place),
    Sequence(Vec<Self>),
    Either(Vec<Self>),
    Repeated {
        node: Box<Self>,
        least: u16,
        /// `None`: as often as there is text for it.
        most: Option<u16>,
    },
    /// The text that an earlier group has matched.
    Reference,
}

#[derive(Clone, Copy, Debug)]
pub(super) enum Place {
    Start,
    End,
    WordStart,
    WordEnd,
    /// Either end of a word.
    WordEdge,
    /// All other places.
    NoWordEdge,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fault {
    /// regcomp(3) refuses it.
    Invalid,
    /// It is nested deeper than pjlint follows.
    TooDeep,
}

/// Parses all of `pattern`, which has no NUL in it.
pub(super) fn parse(pattern: &[u8]) -> Result<Node, Fault> {
    let mut parser = Parser { rest: pattern, nested: 0, opened: 0, closed: 0 };
    let node = parser.alternatives()?;
    if parser.rest.is_empty() { Ok(node) } else { Err(Fault::Invalid) }
}

struct Parser<'p> {
    rest: &'p [u8],
    nested: u32,
    opened: u32,
    /// The groups that a back reference may name, a bit each.
    closed: u16,
}

impl Parser<'_> {
    /// Branches between `|`, each of which may be empty, up to the end or the `)` of an open group. No branch may name
    /// a group of another one.
    fn alternatives(&mut self) -> Result<Node, Fault> {
        let (before, mut all) = (self.closed, 0);
        let (mut branches, mut branch) = (Vec::new(), Vec::new());
        loop {
            match self.rest {
                [] => break,
                [b')', ..] if self.nested > 0 => break,
                [b'|', rest @ ..] => {
                    self.rest = rest;
                    all |= std::mem::replace(&mut self.closed, before);
                    branches.push(Node::Sequence(std::mem::take(&mut branch)));
                }
                _ => branch.push(self.expression()?),
            }
        }
        self.closed |= all;
        let last = Node::Sequence(branch);
        if branches.is_empty() {
            return Ok(last);
        }
        branches.push(last);
        Ok(Node::Either(branches))
    }

    /// One atom with what repeats it. An anchor cannot be repeated.
    fn expression(&mut self) -> Result<Node, Fault> {
        let (first, rest) = self.rest.split_first().ok_or(Fault::Invalid)?;
        self.rest = rest;
        let node = match first {
            b'*' | b'+' | b'?' | b'{' => return Err(Fault::Invalid),
            b'^' => return Ok(Node::At(Place::Start)),
            b'$' => return Ok(Node::At(Place::End)),
            b'(' => self.group()?,
            b'[' => {
                let (set, rest) = bracket::parse(rest).ok_or(Fault::Invalid)?;
                self.rest = rest;
                Node::One(set)
            }
            b'\\' => match self.escaped()? {
                place @ Node::At(_) => return Ok(place),
                node => node,
            },
            b'.' => Node::One(Set::of(Wide::All, |b| b != 0)),
            byte => Node::One(Set::of(Wide::None, |b| b == *byte)),
        };
        self.repeated(node)
    }

    fn group(&mut self) -> Result<Node, Fault> {
        self.opened += 1;
        let group = self.opened;
        self.nested += 1;
        if self.nested > MAX_NESTING {
            return Err(Fault::TooDeep);
        }
        let node = self.alternatives()?;
        self.nested -= 1;
        self.rest = self.rest.strip_prefix(b")").ok_or(Fault::Invalid)?;
        if group <= 9 {
            self.closed |= 1 << group;
        }
        Ok(node)
    }

    /// What follows a backslash outside brackets. But for the letters here every byte stands for itself: `\d` is a `d`.
    fn escaped(&mut self) -> Result<Node, Fault> {
        let (escaped, rest) = self.rest.split_first().ok_or(Fault::Invalid)?;
        self.rest = rest;
        let word = |b: u8| b == b'_' || b.is_ascii_alphanumeric();
        Ok(match escaped {
            b'1'..=b'9' if self.closed >> (escaped - b'0') & 1 == 0 => return Err(Fault::Invalid),
            b'1'..=b'9' => Node::Reference,
            b'`' => Node::At(Place::Start),
            b'\'' => Node::At(Place::End),
            b'<' => Node::At(Place::WordStart),
            b'>' => Node::At(Place::WordEnd),
            b'b' => Node::At(Place::WordEdge),
            b'B' => Node::At(Place::NoWordEdge),
            b'w' => Node::One(Set::of(Wide::Some, word)),
            b'W' => Node::One(Set::of(Wide::Some, |b| !word(b))),
            b's' => Node::One(Set::of(Wide::Some, bracket::is_space)),
            b'S' => Node::One(Set::of(Wide::Some, |b| !bracket::is_space(b))),
            byte => Node::One(Set::of(Wide::None, |b| b == *byte)),
        })
    }

    fn repeated(&mut self, mut node: Node) -> Result<Node, Fault> {
        let mut intervals = 0;
        // `?`, `+` and `*` one after the other are one of them: how often at least, and whether more than once.
        let mut simple: Option<(u16, bool)> = None;
        let whole = |node, simple: &mut Option<(u16, bool)>| match simple.take() {
            Some((least, more)) => {
                Node::Repeated { node: Box::new(node), least, most: if more { None } else { Some(1) } }
            }
            None => node,
        };
        while let [operator @ (b'*' | b'+' | b'?' | b'{'), rest @ ..] = self.rest {
            self.rest = rest;
            let (least, more) = simple.unwrap_or((1, false));
            match operator {
                b'*' => simple = Some((0, true)),
                b'+' => simple = Some((least, true)),
                b'?' => simple = Some((0, more)),
                _ => {
                    let (least, most) = self.interval().ok_or(Fault::Invalid)?;
                    intervals += 1;
                    if self.nested + intervals > MAX_NESTING {
                        return Err(Fault::TooDeep);
                    }
                    node = Node::Repeated { node: Box::new(whole(node, &mut simple)), least, most };
                }
            }
        }
        Ok(whole(node, &mut simple))
    }

    /// `n}`, `n,}`, `n,m}`, `,m}` or `,}`.
    fn interval(&mut self) -> Option<(u16, Option<u16>)> {
        let (start, closed) = self.number()?;
        let (least, most) = if closed {
            (start?, start)
        } else {
            let (end, closed) = self.number()?;
            (start.unwrap_or(0), if closed { end } else { return None })
        };
        (most.is_none_or(|most| least <= most) && most.unwrap_or(least) <= MAX_REPEATS).then_some((least, most))
    }

    /// The number before a `}` (true) or a comma, past which it goes. The parser takes escaped digits and commas, too.
    fn number(&mut self) -> Option<(Option<u16>, bool)> {
        let mut number = None;
        loop {
            match self.rest {
                [b'}', rest @ ..] => {
                    self.rest = rest;
                    return Some((number, true));
                }
                [b',', rest @ ..] | [b'\\', b',', rest @ ..] => {
                    self.rest = rest;
                    return Some((number, false));
                }
                // Other escaped digits are back references.
                [digit @ b'0'..=b'9', rest @ ..] | [b'\\', digit @ b'0', rest @ ..] => {
                    self.rest = rest;
                    let more = u32::from(number.unwrap_or(0)) * 10 + u32::from(digit - b'0');
                    number = Some(more.min(u32::from(MAX_REPEATS) + 1) as u16);
                }
                _ => return None,
            }
        }
    }
}
