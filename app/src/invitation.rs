//! An invitation that was just made, whatever it is for: a code, a link, a picture and two words.

mod issued;
mod qr;

pub(crate) use issued::issued;
