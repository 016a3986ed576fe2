//! `#[tokio::main]`, which also watches what `main` waits for.
//!
//! tokio says who wakes a task and who keeps its waker, but not of the future
//! that `block_on` was given. So the body of `main` becomes a function inside
//! of `main`, and the future that this returns is wrapped:
//!
//! ```text
//! #[::tokio::__main(flavor = "current_thread")]
//! async fn main() {
//!     async fn main() { … }
//!     ::tokio::__watch(main()).await
//! }
//! ```
//!
//! All tokens keep their places, so messages of the compiler and lines in
//! recordings are those of the program.

use proc_macro::{Delimiter, Group, TokenStream, TokenTree};

/// What `#[tokio::main]` does, and what the crate's documentation says.
#[proc_macro_attribute]
pub fn main(arguments: TokenStream, item: TokenStream) -> TokenStream {
    let mut new: TokenStream = format!("#[::tokio::__main({arguments})]")
        .parse()
        .expect("is an attribute");
    new.extend(watched(item));
    new
}

/// The function with its body wrapped; another item as it is.
fn watched(item: TokenStream) -> TokenStream {
    let mut tokens: Vec<TokenTree> = item.into_iter().collect();
    let Some(begin) = signature(&tokens) else {
        return tokens.into_iter().collect();
    };
    let mut inside: TokenStream = tokens[begin..].iter().cloned().collect();
    let name = &tokens[begin + 2];
    let call = format!("::tokio::__watch({name}()).await");
    inside.extend(call.parse::<TokenStream>().expect("is an expression"));
    let body = tokens.pop().expect("has a body");
    let mut group = Group::new(Delimiter::Brace, inside);
    group.set_span(body.span());
    tokens.push(group.into());
    tokens.into_iter().collect()
}

/// Where `async fn name() … {}` begins, if the item is such a function and
/// takes nothing.
fn signature(tokens: &[TokenTree]) -> Option<usize> {
    let is = |index: usize, word: &str| matches!(tokens.get(index), Some(TokenTree::Ident(ident)) if ident.to_string() == word);
    let begin = (0..tokens.len()).find(|index| is(*index, "async") && is(index + 1, "fn"))?;
    let takes_nothing = matches!(
        tokens.get(begin + 3),
        Some(TokenTree::Group(group))
            if group.delimiter() == Delimiter::Parenthesis && group.stream().is_empty()
    );
    let has_body = matches!(
        tokens.last(),
        Some(TokenTree::Group(group)) if group.delimiter() == Delimiter::Brace
    );
    (takes_nothing && has_body).then_some(begin)
}
