//! The peers: each gets the rules in its own language, made from the one table, and its inputs ready-made.

pub mod casbin;
pub mod cedar;
pub mod ceptoar;
pub mod rego;
pub mod straight;
pub mod zen;

/// Whatever went wrong before anything could be measured.
pub type Fault = Box<dyn std::error::Error>;

/// Runs a future that never waits to its end.
fn now<F: Future>(future: F) -> Result<F::Output, Fault> {
    let mut future = std::pin::pin!(future);
    match future.as_mut().poll(&mut std::task::Context::from_waker(std::task::Waker::noop())) {
        std::task::Poll::Ready(output) => Ok(output),
        std::task::Poll::Pending => Err("a future waits for something outside this program".into()),
    }
}
