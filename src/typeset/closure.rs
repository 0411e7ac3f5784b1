//! Calls of a template's functions, without Typst's memory for each.
//!
//! Typst remembers the result of every call of a function that is written in a
//! template, and hashes all arguments and all captured values to find it again.
//! That pays while somebody edits a document; a form is evaluated once for a park,
//! and there the hashing costs more than the calls. What Typst remembers of
//! layout and of whole files stays as it is.

use std::sync::LazyLock;

use comemo::{Tracked, TrackedMut};
use typst::diag::SourceResult;
use typst::engine::{Engine, Route, Sink, Traced};
use typst::foundations::{Args, Closure, ClosureNode, Context, Func, Scopes, Value};
use typst::introspection::Introspector;
use typst::routines::Routines;
use typst::syntax::ast::{self, AstNode};
use typst::utils::{LazyHash, Protected};
use typst::{Library, LibraryExt, World};
use typst_eval::{Eval, FlowEvent, Vm};

/// Typst's routines with our own calls.
pub(super) fn routines() -> &'static Routines {
    static ROUTINES: LazyLock<Routines> = LazyLock::new(|| {
        let own = Library::builder().build().routines;
        Routines {
            rules: own.rules,
            eval_string: own.eval_string,
            eval_closure: call,
            realize: own.realize,
            layout_frame: own.layout_frame,
            html_module: own.html_module,
            html_mathml_body: own.html_mathml_body,
            html_span_filled: own.html_span_filled,
        }
    });
    &ROUTINES
}

/// Calls a closure, as `typst_eval::eval_closure` does; what is rare in our
/// templates (patterns as parameters, `context`) is left to that.
#[allow(clippy::too_many_arguments, reason = "the signature is Typst's")]
fn call(
    func: &Func,
    closure: &LazyHash<Closure>,
    world: Tracked<dyn World + '_>,
    library: &LazyHash<Library>,
    introspector: Tracked<dyn Introspector + '_>,
    traced: Tracked<Traced>,
    sink: TrackedMut<Sink>,
    route: Tracked<Route>,
    context: Tracked<Context>,
    args: Args,
) -> SourceResult<Value> {
    let plain = match &closure.node {
        ClosureNode::Closure(node) => node.cast::<ast::Closure>().filter(has_plain_parameters),
        ClosureNode::Context(_) => None,
    };
    let Some(node) = plain else {
        return typst_eval::eval_closure(
            func,
            closure,
            world,
            library,
            introspector,
            traced,
            sink,
            route,
            context,
            args,
        );
    };
    let mut scopes = Scopes::new(None);
    scopes.top = closure.captured.clone();
    let engine = Engine {
        library,
        world,
        introspector: Protected::from_raw(introspector),
        traced,
        sink,
        route: Route::extend(route),
    };
    let mut vm = Vm::new(engine, context, scopes, node.body().span());
    if let Some(name) = node.name() {
        vm.define(name, func.clone());
    }
    bind(&mut vm, closure, node, args)?;
    let output = node.body().eval(&mut vm)?;
    match vm.flow.take() {
        Some(FlowEvent::Return(_, Some(explicit), _)) => Ok(explicit),
        Some(FlowEvent::Return(_, None, _)) | None => Ok(output),
        Some(flow) => Err(std::iter::once(flow.forbidden()).collect()),
    }
}

/// Whether each parameter is a name, with or without a default, or a sink.
fn has_plain_parameters(closure: &ast::Closure) -> bool {
    closure
        .params()
        .children()
        .all(|parameter| match parameter {
            ast::Param::Pos(pattern) => {
                matches!(pattern, ast::Pattern::Normal(ast::Expr::Ident(_)))
            }
            ast::Param::Named(_) | ast::Param::Spread(_) => true,
        })
}

/// Binds the arguments to the parameters.
fn bind(vm: &mut Vm, closure: &Closure, node: ast::Closure, mut args: Args) -> SourceResult<()> {
    let surplus = args.to_pos().len().checked_sub(closure.num_pos_params);
    let mut rest = None;
    let mut rest_values = None;
    let mut defaults = closure.defaults.iter();
    for parameter in node.params().children() {
        match parameter {
            ast::Param::Pos(ast::Pattern::Normal(ast::Expr::Ident(name))) => {
                let value = args.expect::<Value>(name.as_str())?;
                vm.define(name, value);
            }
            ast::Param::Pos(_) => unreachable!("only names are let in"),
            ast::Param::Spread(spread) => {
                rest = Some(spread.sink_ident());
                if let Some(surplus) = surplus {
                    rest_values = Some(args.consume(surplus)?);
                }
            }
            ast::Param::Named(named) => {
                let default = defaults.next().expect("Typst evaluated each default");
                let value = args.named::<Value>(named.name().as_str())?;
                vm.define(named.name(), value.unwrap_or_else(|| default.clone()));
            }
        }
    }
    if let Some(name) = rest {
        let mut others = args.take();
        others.items.extend(rest_values.into_iter().flatten());
        if let Some(name) = name {
            vm.define(name, others);
        }
    }
    args.finish()
}
