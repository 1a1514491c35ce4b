//! Every path that a source names, written out in full: `use` trees are followed, `self` and `super`
//! replaced, short names traced to what they were imported as, and macros read word by word.

use std::collections::BTreeMap;

use proc_macro2::{Span, TokenStream, TokenTree};
use syn::visit::{self, Visit};
use syn::{Attribute, File, Item, ItemUse, Macro, Path, UseTree, Visibility};

use super::facts::{attributes, only_in_tests};

/// A path in full: `crate::app::State`, `std::fs::read`, `std::*`; that of a macro ends with `!`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Named {
    /// The path.
    pub path: String,
    /// Its line.
    pub line: usize,
    /// Whether it stands in what only tests have.
    pub in_tests: bool,
}

/// Every path of a file that is the module `module`.
pub(super) fn of(file: &File, module: &[String]) -> Vec<Named> {
    let mut names = Names { module: module.to_vec(), ..Names::default() };
    names.visit_file(file);
    let mut walk = Paths { module: module.to_vec(), names: names.imported, ..Paths::default() };
    walk.visit_file(file);
    walk.found
}

/// The words of a macro with their places, groups opened.
pub(super) fn idents(tokens: TokenStream) -> Vec<(String, Span)> {
    let mut out = Vec::new();
    for token in tokens {
        match token {
            TokenTree::Ident(ident) => out.push((ident.to_string(), ident.span())),
            TokenTree::Group(group) => out.extend(idents(group.stream())),
            _ => {}
        }
    }
    out
}

/// What short names stand for: all that anything in the file is imported as.
#[derive(Default)]
struct Names {
    module: Vec<String>,
    imported: BTreeMap<String, Vec<Vec<String>>>,
}

impl<'ast> Visit<'ast> for Names {
    fn visit_item_mod(&mut self, item: &'ast syn::ItemMod) {
        self.module.push(item.ident.to_string());
        visit::visit_item_mod(self, item);
        self.module.pop();
    }

    fn visit_item_use(&mut self, item: &'ast ItemUse) {
        for leaf in leaves(item) {
            let full = from_here(&leaf.path, &self.module);
            self.imported.entry(leaf.name).or_default().push(full);
        }
    }
}

/// One name that a `use` brings in.
struct Leaf {
    path: Vec<String>,
    name: String,
    span: Span,
}

fn leaves(item: &ItemUse) -> Vec<Leaf> {
    fn walk(tree: &UseTree, before: &[String], out: &mut Vec<Leaf>) {
        let with = |ident: &syn::Ident| {
            let mut path = before.to_vec();
            // `a::{self}` is `a`.
            if before.is_empty() || ident != "self" {
                path.push(ident.to_string());
            }
            path
        };
        let mut leaf = |path: Vec<String>, name: Option<String>, span| {
            let name = name.or_else(|| path.last().cloned()).expect("a path has a word");
            out.push(Leaf { path, name, span });
        };
        match tree {
            UseTree::Path(path) => walk(&path.tree, &with(&path.ident), out),
            UseTree::Name(name) => leaf(with(&name.ident), None, name.ident.span()),
            UseTree::Rename(as_name) => {
                let name = as_name.rename.to_string();
                leaf(with(&as_name.ident), Some(name), as_name.ident.span());
            }
            UseTree::Glob(glob) => {
                let path = before.iter().cloned().chain(["*".to_owned()]).collect();
                leaf(path, None, glob.star_token.spans[0]);
            }
            UseTree::Group(group) => group.items.iter().for_each(|item| walk(item, before, out)),
        }
    }
    let mut out = Vec::new();
    walk(&item.tree, &[], &mut out);
    out
}

/// A path without `self` and `super`.
fn from_here(path: &[String], module: &[String]) -> Vec<String> {
    let mut here = module.to_vec();
    let mut rest = path;
    while let [first, after @ ..] = rest {
        match first.as_str() {
            "self" => {}
            "super" => drop(here.pop()),
            _ => break,
        }
        rest = after;
    }
    if rest.len() == path.len() { path.to_vec() } else { [&here, rest].concat() }
}

#[derive(Default)]
struct Paths {
    module: Vec<String>,
    names: BTreeMap<String, Vec<Vec<String>>>,
    in_tests: bool,
    found: Vec<Named>,
}

impl Paths {
    fn add(&mut self, path: &[String], span: Span) {
        let named =
            Named { path: path.join("::"), line: span.start().line, in_tests: self.in_tests };
        self.found.push(named);
    }

    /// A path in the code: its first word may be an imported name, even one of an imported name. One
    /// word that is neither imported nor a macro is a variable or a name of this file.
    fn named(&mut self, path: &[String], span: Span) {
        let mut open = vec![from_here(path, &self.module)];
        for _ in 0..4 {
            open = open.iter().flat_map(|path| self.as_imported(path)).collect();
        }
        for full in open {
            if full.len() > 1 || full.last().is_some_and(|word| word.ends_with('!')) {
                self.add(&full, span);
            }
        }
    }

    fn as_imported(&self, path: &[String]) -> Vec<Vec<String>> {
        let [first, rest @ ..] = path else { return vec![] };
        let mark = if rest.is_empty() && first.ends_with('!') { "!" } else { "" };
        let imported = self.names.get(first.trim_end_matches('!')).filter(|_| first != "crate");
        let Some(imported) = imported else { return vec![path.to_vec()] };
        let written_out = imported.iter().map(|import| {
            let mut full = [import, rest].concat();
            full.last_mut().expect("a path has a word").push_str(mark);
            full
        });
        written_out.collect()
    }

    /// The paths of a macro's words: `a::b` and `c!`; what follows a dot or a quotation mark is none.
    fn tokens(&mut self, tokens: TokenStream) {
        let tokens: Vec<_> = tokens.into_iter().collect();
        let is = |at: usize, sign: char| matches!(tokens.get(at), Some(TokenTree::Punct(punct)) if punct.as_char() == sign);
        let mut at = 0;
        while let Some(token) = tokens.get(at) {
            match token {
                TokenTree::Group(group) => self.tokens(group.stream()),
                TokenTree::Ident(_) if at > 0 && (is(at - 1, '.') || is(at - 1, '\'')) => {}
                TokenTree::Ident(first) => {
                    let mut path = vec![first.to_string()];
                    while is(at + 1, ':') && is(at + 2, ':') {
                        let Some(TokenTree::Ident(next)) = tokens.get(at + 3) else { break };
                        path.push(next.to_string());
                        at += 3;
                    }
                    if is(at + 1, '!') && matches!(tokens.get(at + 2), Some(TokenTree::Group(_))) {
                        path.last_mut().expect("a path has a word").push('!');
                    }
                    self.named(&path, first.span());
                }
                _ => {}
            }
            at += 1;
        }
    }
}

fn words(path: &Path) -> Vec<String> {
    path.segments.iter().map(|segment| segment.ident.to_string()).collect()
}

fn start(path: &Path) -> Span {
    path.segments.first().map_or_else(Span::call_site, |first| first.ident.span())
}

impl<'ast> Visit<'ast> for Paths {
    fn visit_item(&mut self, item: &'ast Item) {
        let outside = self.in_tests;
        self.in_tests |= only_in_tests(attributes(item));
        visit::visit_item(self, item);
        self.in_tests = outside;
    }

    fn visit_item_mod(&mut self, item: &'ast syn::ItemMod) {
        self.module.push(item.ident.to_string());
        visit::visit_item_mod(self, item);
        self.module.pop();
    }

    fn visit_item_use(&mut self, item: &'ast ItemUse) {
        for leaf in leaves(item) {
            self.add(&from_here(&leaf.path, &self.module), leaf.span);
        }
    }

    fn visit_item_extern_crate(&mut self, item: &'ast syn::ItemExternCrate) {
        self.add(&[item.ident.to_string()], item.ident.span());
    }

    fn visit_path(&mut self, path: &'ast Path) {
        self.named(&words(path), start(path));
        visit::visit_path(self, path);
    }

    fn visit_macro(&mut self, called: &'ast Macro) {
        let mut path = words(&called.path);
        path.last_mut().expect("a path has a word").push('!');
        self.named(&path, start(&called.path));
        self.tokens(called.tokens.clone());
    }

    fn visit_attribute(&mut self, attribute: &'ast Attribute) {
        if let syn::Meta::List(list) = &attribute.meta {
            self.tokens(list.tokens.clone());
        }
    }

    /// `pub(crate)` names nothing.
    fn visit_visibility(&mut self, _: &'ast Visibility) {}
}
