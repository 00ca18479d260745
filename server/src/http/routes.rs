//! A router that remembers what was put into it, so that a test can hold it against the inventory.

use axum::Router;
use axum::handler::Handler;
use axum::routing::{MethodRouter, delete, get, post, put};

use crate::house::House;

/// A router with the list of its addresses.
#[derive(Default)]
pub(super) struct Routes {
    router: Router<House>,
    listed: Vec<(&'static str, String)>,
}

impl Routes {
    pub(super) fn get<H: Handler<T, House>, T: 'static>(self, path: &str, handler: H) -> Self {
        self.add("GET", path, get(handler))
    }

    pub(super) fn post<H: Handler<T, House>, T: 'static>(self, path: &str, handler: H) -> Self {
        self.add("POST", path, post(handler))
    }

    pub(super) fn put<H: Handler<T, House>, T: 'static>(self, path: &str, handler: H) -> Self {
        self.add("PUT", path, put(handler))
    }

    pub(super) fn delete<H: Handler<T, House>, T: 'static>(self, path: &str, handler: H) -> Self {
        self.add("DELETE", path, delete(handler))
    }

    pub(super) fn add(
        mut self,
        method: &'static str,
        path: &str,
        route: MethodRouter<House>,
    ) -> Self {
        self.listed.push((method, path.to_owned()));
        self.router = self.router.route(path, route);
        self
    }

    pub(super) fn done(self) -> (Router<House>, Vec<(&'static str, String)>) {
        (self.router, self.listed)
    }
}
