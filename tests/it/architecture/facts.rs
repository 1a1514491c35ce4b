//! What one source says, taken from its syntax: nothing in it is passed over, macros included.

use std::collections::BTreeSet;

use proc_macro2::{Span, TokenStream, TokenTree};
use syn::punctuated::Punctuated;
use syn::visit::{self, Visit};
use syn::{
    Attribute, Block, Expr, ExprMethodCall, File, Ident, Item, Lit, Macro, Meta, Signature, Token,
};

use super::paths::{self, Named};

/// A file as the rules look at it.
#[derive(Debug)]
pub(super) struct Facts {
    /// From the project's folder: `src/app/input/keys.rs`, `crates/onrecord-text/src/fold.rs`.
    pub name: String,
    /// Whether only tests have it: its module, or one around it, is declared for tests alone.
    pub of_tests: bool,
    /// Where it stands in its crate: `crate`, `app`, `keys`.
    pub module: Vec<String>,
    /// How many lines it has.
    pub lines: usize,
    /// Whether it begins with a module doc.
    pub says_what_it_is: bool,
    /// The modules that it declares in files of their own, and whether only tests have them.
    pub declares: Vec<(Vec<String>, bool)>,
    /// Every path that it names.
    pub paths: Vec<Named>,
    /// Every function with a body.
    pub functions: Vec<Function>,
    /// Types that it defines outside of tests.
    pub types: Vec<String>,
    /// Lines on which an absent value becomes an empty one, outside of tests.
    pub defaults: Vec<usize>,
    /// Texts and characters that it spells out, outside of tests and attributes, with their lines.
    pub literals: Vec<(usize, String)>,
}

/// A function with a body.
#[derive(Debug)]
pub(super) struct Function {
    /// Its name.
    pub name: String,
    /// The line of its `fn`.
    pub line: usize,
    /// How many lines it has, from there to its last brace.
    pub lines: usize,
    /// Whether it is there for tests only.
    pub in_tests: bool,
}

/// The facts of many sources, told of which only tests have.
pub(super) fn of_all(sources: impl IntoIterator<Item = (String, String)>) -> Vec<Facts> {
    let sources = sources.into_iter();
    let mut files: Vec<_> = sources.map(|(name, text)| Facts::of(&name, &text)).collect();
    let declared_for_tests: BTreeSet<_> = files
        .iter()
        .flat_map(|file| file.declares.iter().map(move |declared| (file, declared)))
        .filter(|(_, (_, for_tests))| *for_tests)
        .map(|(file, (module, _))| (file.home().to_owned(), module.clone()))
        .collect();
    for file in &mut files {
        let around = (1..=file.module.len()).map(|upto| file.module[..upto].to_vec());
        file.of_tests = around
            .map(|module| (file.home().to_owned(), module))
            .any(|module| declared_for_tests.contains(&module));
    }
    files
}

impl Facts {
    /// The facts of a source under a name; it must be Rust.
    pub(super) fn of(name: &str, text: &str) -> Self {
        let file = syn::parse_file(text).unwrap_or_else(|wrong| panic!("{name}: {wrong}"));
        let module = module(name);
        let mut walk = Walk { module: module.clone(), ..Walk::default() };
        walk.visit_file(&file);
        Self {
            name: name.to_owned(),
            of_tests: false,
            paths: paths::of(&file, &module),
            module,
            lines: text.lines().count(),
            says_what_it_is: has_module_doc(&file) && text.starts_with("//!"),
            declares: walk.declares,
            functions: walk.functions,
            types: walk.types,
            defaults: walk.defaults.into_iter().collect(),
            literals: walk.literals,
        }
    }

    /// The room of `src` or the crate it belongs to; `main` and `lib` are rooms of their own.
    pub(super) fn room(&self) -> &str {
        let mut parts = self.name.split('/');
        let crate_or_room = match parts.next() {
            Some("crates") => parts.next(),
            _ => parts.next().map(|part| part.trim_end_matches(".rs")),
        };
        crate_or_room.expect("a name below src or crates")
    }

    /// The folder of its crate, empty for the program's.
    pub(super) fn home(&self) -> &str {
        self.name.split_once("src/").map_or("", |(before, _)| before)
    }

    /// Whether it is one of the program's, not a crate's.
    pub(super) fn is_programs(&self) -> bool {
        self.name.starts_with("src/")
    }
}

/// The module that a file is, by its place: `crate` and then the folders below `src`.
fn module(name: &str) -> Vec<String> {
    let below = name.split_once("src/").map_or(name, |(_, below)| below).trim_end_matches(".rs");
    let parts = below.split('/').filter(|part| !matches!(*part, "mod" | "lib" | "main"));
    std::iter::once("crate").chain(parts).map(str::to_owned).collect()
}

fn has_module_doc(file: &File) -> bool {
    file.attrs.first().is_some_and(|first| first.path().is_ident("doc"))
}

/// Whether an item is there for tests only.
pub(super) fn only_in_tests(attributes: &[Attribute]) -> bool {
    attributes.iter().any(|attribute| {
        attribute.path().is_ident("test")
            || attribute.path().is_ident("cfg")
                && attribute.parse_args::<Meta>().is_ok_and(|meta| means_test(&meta))
    })
}

fn means_test(meta: &Meta) -> bool {
    match meta {
        Meta::Path(path) => path.is_ident("test"),
        Meta::List(list) if list.path.is_ident("all") => {
            let parts = list.parse_args_with(Punctuated::<Meta, Token![,]>::parse_terminated);
            parts.is_ok_and(|parts| parts.iter().any(means_test))
        }
        _ => false,
    }
}

/// The attributes of an item.
pub(super) fn attributes(item: &Item) -> &[Attribute] {
    match item {
        Item::Const(item) => &item.attrs,
        Item::Enum(item) => &item.attrs,
        Item::Fn(item) => &item.attrs,
        Item::Impl(item) => &item.attrs,
        Item::Macro(item) => &item.attrs,
        Item::Mod(item) => &item.attrs,
        Item::Static(item) => &item.attrs,
        Item::Struct(item) => &item.attrs,
        Item::Trait(item) => &item.attrs,
        Item::Type(item) => &item.attrs,
        Item::Use(item) => &item.attrs,
        _ => &[],
    }
}

#[derive(Default)]
struct Walk {
    module: Vec<String>,
    in_tests: bool,
    declares: Vec<(Vec<String>, bool)>,
    functions: Vec<Function>,
    types: Vec<String>,
    defaults: BTreeSet<usize>,
    literals: Vec<(usize, String)>,
}

impl Walk {
    fn function(&mut self, signature: &Signature, body: &Block) {
        let first = signature.fn_token.span.start().line;
        let last = body.brace_token.span.close().end().line;
        self.functions.push(Function {
            name: signature.ident.to_string(),
            line: first,
            lines: last + 1 - first,
            in_tests: self.in_tests,
        });
    }

    fn defines(&mut self, name: &Ident) {
        if !self.in_tests {
            self.types.push(name.to_string());
        }
    }

    fn literal(&mut self, literal: &Lit) {
        let text = match literal {
            Lit::Str(text) => text.value(),
            Lit::Char(character) => character.value().to_string(),
            Lit::ByteStr(bytes) => String::from_utf8_lossy(&bytes.value()).into_owned(),
            Lit::Byte(byte) => char::from(byte.value()).to_string(),
            _ => return,
        };
        if !self.in_tests {
            self.literals.push((literal.span().start().line, text));
        }
    }

    fn literals_of(&mut self, tokens: TokenStream) {
        for token in tokens {
            match token {
                TokenTree::Group(group) => self.literals_of(group.stream()),
                TokenTree::Literal(literal) => self.literal(&Lit::new(literal)),
                TokenTree::Ident(_) | TokenTree::Punct(_) => {}
            }
        }
    }

    fn default_at(&mut self, span: Span) {
        if !self.in_tests {
            self.defaults.insert(span.start().line);
        }
    }
}

impl<'ast> Visit<'ast> for Walk {
    fn visit_item(&mut self, item: &'ast Item) {
        let outside = self.in_tests;
        self.in_tests |= only_in_tests(attributes(item));
        match item {
            Item::Struct(item) => self.defines(&item.ident),
            Item::Enum(item) => self.defines(&item.ident),
            Item::Trait(item) => self.defines(&item.ident),
            Item::Type(item) => self.defines(&item.ident),
            Item::Mod(item) => {
                self.module.push(item.ident.to_string());
                if item.content.is_none() {
                    self.declares.push((self.module.clone(), self.in_tests));
                }
            }
            _ => {}
        }
        visit::visit_item(self, item);
        if matches!(item, Item::Mod(_)) {
            self.module.pop();
        }
        self.in_tests = outside;
    }

    fn visit_item_fn(&mut self, item: &'ast syn::ItemFn) {
        self.function(&item.sig, &item.block);
        visit::visit_item_fn(self, item);
    }

    fn visit_impl_item_fn(&mut self, item: &'ast syn::ImplItemFn) {
        self.function(&item.sig, &item.block);
        visit::visit_impl_item_fn(self, item);
    }

    fn visit_trait_item_fn(&mut self, item: &'ast syn::TraitItemFn) {
        if let Some(body) = &item.default {
            self.function(&item.sig, body);
        }
        visit::visit_trait_item_fn(self, item);
    }

    fn visit_expr_method_call(&mut self, call: &'ast ExprMethodCall) {
        let name = call.method.to_string();
        let first_is_empty = || call.args.first().is_some_and(is_empty);
        let silent = match name.as_str() {
            "unwrap_or_default" => true,
            "unwrap_or" | "map_or" => first_is_empty(),
            _ => false,
        };
        if silent {
            self.default_at(call.method.span());
        }
        visit::visit_expr_method_call(self, call);
    }

    fn visit_lit(&mut self, literal: &'ast Lit) {
        self.literal(literal);
    }

    /// What stands in an attribute is said to the compiler or to a reader.
    fn visit_attribute(&mut self, _: &'ast Attribute) {}

    /// Arguments of macros are expressions nearly always; where they are not, their words are looked
    /// at one by one.
    fn visit_macro(&mut self, called: &'ast Macro) {
        let expressions = Punctuated::<Expr, Token![,]>::parse_terminated;
        if let Ok(expressions) = called.parse_body_with(expressions) {
            expressions.iter().for_each(|expression| self.visit_expr(expression));
        } else {
            for (word, span) in paths::idents(called.tokens.clone()) {
                if word == "unwrap_or_default" {
                    self.default_at(span);
                }
            }
            self.literals_of(called.tokens.clone());
        }
        visit::visit_macro(self, called);
    }
}

/// Whether an expression is an empty value: `""`, `0`, `()`, `&[]`, `String::new()`, `Vec::new()`.
fn is_empty(expression: &Expr) -> bool {
    match expression {
        Expr::Lit(lit) => match &lit.lit {
            Lit::Str(text) => text.value().is_empty(),
            Lit::Int(number) => number.base10_digits() == "0",
            _ => false,
        },
        Expr::Tuple(tuple) => tuple.elems.is_empty(),
        Expr::Array(array) => array.elems.is_empty(),
        Expr::Reference(reference) => is_empty(&reference.expr),
        Expr::Call(call) => {
            let Expr::Path(function) = &*call.func else { return false };
            let last = function.path.segments.last();
            call.args.is_empty()
                && last.is_some_and(|name| name.ident == "new" || name.ident == "default")
        }
        _ => false,
    }
}
